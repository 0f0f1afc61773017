// Room on the tablet: how much there is, when to warn, and the one error for having none.

/** The tablet is full: what was to be kept was not, and nothing of it was. */
export class NoSpace extends Error {
  override readonly name = "NoSpace";
  constructor() {
    super("there is no room left on this tablet");
  }
}

/** The same error, or `NoSpace` where the browser says that its share of the disk is used up, or cannot open a file. */
export const asNoSpace = (error: unknown): unknown =>
  ["QuotaExceededError", "UnknownError"].includes(String((error as { name?: unknown } | null)?.name)) ? new NoSpace() : error;

/** The part of `navigator.storage` that is used. */
export interface StoragePort {
  estimate(): Promise<{ usage?: number; quota?: number }>;
  persist?(): Promise<boolean>;
  persisted?(): Promise<boolean>;
}

/**
 * How full the tablet is; bytes. Nulls where the browser does not tell. A hint only: some browsers answer with a quota
 * that the disk does not have. Whether something fits is known when it was written, or `NoSpace`.
 */
export interface Room {
  readonly used: number | null;
  readonly quota: number | null;
  readonly persisted: boolean | null;
  readonly state: "enough" | "low" | "full";
}

/** Below this the person is asked to send; below the second, photos are refused: forms need the rest. */
const LOW = 200 * 2 ** 20;
const FULL = 20 * 2 ** 20;

/** How full the tablet is. Never rejects. */
export async function roomOn(storage: StoragePort | undefined): Promise<Room> {
  const { usage = null, quota = null } = (await storage?.estimate().catch(() => undefined)) ?? {};
  const persisted = (await storage?.persisted?.().catch(() => null)) ?? null;
  return { used: usage, quota, persisted, state: stateOf(usage, quota) };
}

/** Asks the browser not to clear what is kept when the disk fills; answers whether it will not. Never rejects. */
export const keepForGood = async (storage: StoragePort | undefined): Promise<boolean> =>
  (await storage?.persist?.().catch(() => false)) ?? false;

function stateOf(used: number | null, quota: number | null): Room["state"] {
  if (used === null || quota === null) return "enough";
  const left = quota - used;
  if (left < FULL) return "full";
  return left < LOW ? "low" : "enough";
}
