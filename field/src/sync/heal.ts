// Comparing with the server what both hold, and fetching again what differs. Rows are compared in buckets: by kind and
// last digit of the id, how many they are and what their ids and numbers come to.

import { keyOf } from "../store/boxes.ts";
import type { Row } from "../kernel/types.ts";
import type { Applied, Store } from "../store/types.ts";
import { pageOf } from "./pages.ts";
import { Trouble, type Wire } from "./wire.ts";

/** The answer of `GET /api/sync/digest`: by bucket ("household.f") how many rows, and their sum, decimal. */
export interface Digest {
  readonly n: number;
  readonly view: string;
  readonly buckets: Readonly<Record<string, readonly [number, string]>>;
}

/** More buckets than this are not mended one by one: everything is fetched again. */
const MOST = 32;
const LOW_60 = (1n << 60n) - 1n;
/** Rows between two breaths. */
const SLICE = 2000;

export interface Healing {
  readonly wire: Wire;
  readonly store: Store;
  applied(applied: Applied): void;
}

/**
 * Compares and mends; how many rows were put right. Null when there was nothing to compare with: the server has moved
 * on, or another view waits. `"everything"`: so much differs that the cursor was taken back to the beginning.
 */
export async function heal(healing: Healing): Promise<number | "everything" | null> {
  const { wire, store } = healing;
  const digest = await wire.json<Digest>("/api/sync/digest");
  const cursor = store.meta.get("cursor");
  if (!cursor || cursor.page !== null || cursor.after !== digest.n || cursor.view !== digest.view) return null;
  const here = await sumsOf(store);
  const names = new Set([...Object.keys(digest.buckets), ...here.keys()]);
  const different = [...names].filter((name) => String(digest.buckets[name] ?? "0,0") !== (here.get(name) ?? "0,0"));
  if (different.length > MOST) {
    await store.meta.set({ cursor: { ...cursor, view: "", after: 0, head: "" } });
    return "everything";
  }
  let righted = 0;
  for (const bucket of different) righted += await mend(bucket, healing);
  if (store.damaged.length > 0) await store.forgetDamaged();
  return righted;
}

/** One bucket as the server has it, in place of what is here; how many rows that changed. */
async function mend(bucket: string, { wire, store, applied }: Healing): Promise<number> {
  const cursor = store.meta.get("cursor");
  const asked = { bucket, view: cursor?.view ?? "", after: String(cursor?.after ?? 0), head: cursor?.head ?? "" };
  const { header, rows } = pageOf(await wire.lines(`/api/sync/pull?${new URLSearchParams(asked)}`));
  if (header.mode === "everything") throw new Trouble("torn");
  const [kind = "", digit = ""] = bucket.split(".");
  const here = [...store.rows.ofKind(kind)].filter(({ id }) => id.endsWith(digit)).map(keyOf);
  const changes = await store.applyPage({ rows, gone: [...new Set([...here, ...rows.map(keyOf)])] });
  applied(changes);
  return changes.changed.length + changes.removed.length;
}

/** The sums of what is here, each as "count,sum". */
async function sumsOf(store: Store): Promise<Map<string, string>> {
  const sums = new Map<string, { count: number; sum: bigint }>();
  let seen = 0;
  for (const row of [...store.rows.all()]) {
    const name = `${row.kind}.${row.id.at(-1)}`;
    const before = sums.get(name) ?? { count: 0, sum: 0n };
    sums.set(name, { count: before.count + 1, sum: before.sum ^ markOf(row) });
    seen += 1;
    if (seen % SLICE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return new Map([...sums].map(([name, { count, sum }]) => [name, `${count},${sum}`]));
}

/** What a row comes to: the last 60 bits of its id, crossed with its number times 1000003. */
export function markOf({ id, n }: Row): bigint {
  const low = BigInt(`0x${id.replaceAll("-", "").slice(-15)}`);
  return low ^ ((BigInt(n) * 1_000_003n) & LOW_60);
}
