// Speaking with the server: what is asked is answered, or there is trouble of a known kind. Nothing else comes out.

import { spoken } from "../i18n/i18n.ts";
import type { Outside } from "../kernel/outside.ts";
import type { Id } from "../kernel/types.ts";

/** The version of the wire that this application speaks. */
export const PROTOCOL = 1;
/** Longer than this no answer is waited for, in milliseconds. */
const PATIENCE = 90_000;

/**
 * Why there is no answer. `offline`: none came, or from somebody else (a hotel's page); `busy`: the server asks to wait;
 * `torn`: what came is not whole; `full`, `failed`: the tablet itself could not; the others: the server answered, and will
 * not until something changes.
 */
export type TroubleKind = TabletsOwn | "offline" | "busy" | "torn" | "unknown" | "role_ended" | "revoked" | "too_old" | "refused";
type TabletsOwn = "full" | "failed";

export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly kind: TroubleKind;
  /** The server's reason, its sentence and the seconds after which to ask again, where it says so. */
  readonly reason: string;
  readonly sentence: string;
  readonly retryAfter: number | null;
  readonly status: number;

  constructor(kind: TroubleKind, { reason = "", sentence = "", retryAfter = null as number | null, status = 0 } = {}) {
    super(`${kind} ${status} ${reason}`);
    this.kind = kind;
    this.reason = reason;
    this.sentence = sentence;
    this.retryAfter = retryAfter;
    this.status = status;
  }
}

// The server's own words alone decide about the tablet; a number without them is anybody's.
const DECISIONS: Readonly<Record<string, TroubleKind>> = {
  device_unknown: "unknown",
  role_ended: "role_ended",
  device_revoked: "revoked",
  app_too_old: "too_old",
};

export interface Credentials {
  readonly deviceId: Id;
  readonly secret: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Statuses that are answers too. */
  readonly also?: readonly number[];
  /** Cookies go along: at enrolment only. */
  readonly isOffice?: boolean;
  /** The answer may send elsewhere. */
  readonly isFollowed?: boolean;
}

export class Wire {
  readonly #outside: Pick<Outside, "fetch" | "version">;
  readonly #credentials: Credentials | null;

  /** Without credentials: as somebody whom the server does not know. */
  constructor(outside: Pick<Outside, "fetch" | "version">, credentials: Credentials | null = null) {
    this.#outside = outside;
    this.#credentials = credentials;
  }

  /** The JSON that the server answers. Rejects with `Trouble` only. */
  async json<T>(path: string, asking: Asking = {}): Promise<T> {
    const response = await this.ask(path, asking);
    const text = await whole(response, "application/json");
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new Trouble("torn");
    }
  }

  /** The lines that the server answers. Rejects with `Trouble` only. */
  async lines(path: string): Promise<string[]> {
    const text = await whole(await this.ask(path), "application/x-ndjson");
    return text.split("\n").filter((line) => line !== "");
  }

  /** The server's answer, when it is one. Rejects with `Trouble` only. */
  async ask(path: string, asking: Asking = {}): Promise<Response> {
    const response = await this.#fetch(path, asking);
    if (response.ok || asking.also?.includes(response.status)) return response;
    throw await troubleOf(response);
  }

  async #fetch(path: string, asking: Asking): Promise<Response> {
    const { method = "GET", headers = {}, json, body, isOffice = false, isFollowed = false } = asking;
    const sent = json === undefined ? { body, headers: {} } : await packed(json);
    try {
      return await this.#outside.fetch(path, {
        method,
        headers: { ...this.#about(), ...sent.headers, ...headers },
        credentials: isOffice ? "same-origin" : "omit",
        cache: "no-store",
        redirect: isFollowed ? "follow" : "error",
        signal: AbortSignal.timeout(PATIENCE),
        ...(sent.body && { body: sent.body }),
      });
    } catch {
      throw new Trouble("offline");
    }
  }

  #about(): Record<string, string> {
    const about = { "Impreuna-Protocol": String(PROTOCOL), "Impreuna-App": this.#outside.version, "Accept-Language": spoken() };
    if (!this.#credentials) return about;
    const { deviceId, secret } = this.#credentials;
    return { ...about, Authorization: `Tableta ${deviceId}.${secret}` };
  }
}

// Small bodies go as they are; large ones compressed.
const SMALL = 4096;

async function packed(json: unknown): Promise<{ body: BodyInit; headers: Record<string, string> }> {
  const text = JSON.stringify(json);
  const headers = { "Content-Type": "application/json" };
  if (text.length < SMALL) return { body: text, headers };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const body = new Uint8Array(await new Response(stream).arrayBuffer());
  return { body, headers: { ...headers, "Content-Encoding": "gzip" } };
}

// The whole text of an answer of this type. Another type is somebody else's page; a text that breaks off is torn.
async function whole(response: Response, type: string): Promise<string> {
  if (!response.headers.get("Content-Type")?.startsWith(type)) throw new Trouble("offline", { status: response.status });
  try {
    return await response.text();
  } catch {
    throw new Trouble("torn");
  }
}

async function troubleOf(response: Response): Promise<Trouble> {
  const isOurs = response.headers.get("Content-Type")?.startsWith("application/json") ?? false;
  const said = isOurs ? ((await response.json().catch(() => ({}))) as { reason?: string; sentence?: string }) : {};
  const { status } = response;
  const isBusy = status === 429 || status >= 500;
  const kind = isBusy ? "busy" : said.reason === undefined ? "offline" : (DECISIONS[said.reason] ?? "refused");
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : null;
  return new Trouble(kind, { reason: said.reason ?? "", sentence: said.sentence ?? "", retryAfter, status });
}
