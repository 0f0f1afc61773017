// A server to play faults with: it keeps notes, households and pictures, answers as the contract says, and breaks off
// where a test tells it to. What the real one does is proved elsewhere, with the real one.

import type { Row } from "../../kernel/types.ts";
import type { Digest } from "../heal.ts";
import { markOf } from "../heal.ts";

export const DEVICE = "0197a1a0-0000-7000-8000-00000000d001";
export const NOW = "2026-11-02T08:00:00.000Z";
export const ME = {
  ...{ user_id: "0197a1a0-0000-7000-8000-00000000e001", name: "Ana Pop", initials: "AP", role: "social_worker" },
  ...{ role_name: "asistent social", commune_id: 7, commune_name: "Valea", county_name: "Județul", assignment_id: "" },
  ...{ reads: ["identity", "household", "protection"], writes: ["identity", "household", "protection"], may: [] },
};
const LISTS = {
  ...{ digest: "l1", edition: 1, parameters: [], villages: [{ id: 1, name: "Valea", latitude: null, longitude: null }] },
  content: { topics: [], questions: [], contradictions: [], areas: [], vulnerabilities: [], services: [], parameters: [] },
  commune: { id: 7, name: "Valea" },
};

type Sent = { readonly counter: number; readonly command: Readonly<Record<string, unknown>> & { id: string; kind: string } };
type Outcome = Readonly<Record<string, unknown>>;
/** Answers in the server's place; undefined leaves the answer to the server. */
export type Fault = (path: string, request: RequestInit, answer: () => Promise<Response>) => Promise<Response> | undefined;

export class StandIn {
  readonly rows = new Map<string, Row>();
  readonly news: Row[] = [];
  readonly journal = new Map<string, Outcome>();
  readonly executed: string[] = [];
  readonly handedOver: string[] = [];
  readonly pictures = new Map<string, { bytes: number; total: number }>();
  readonly asked: string[] = [];
  n = 0;
  view = "v1";
  history = "a";
  pageSize = 1000;
  standing: "active" | "revoked" | "ended" = "active";
  /** Kinds that it does not know yet; and those that it refuses. */
  unknown = new Set<string>();
  refused = new Set<string>();
  /** The next calls that fit are answered by these, each once. */
  readonly faults: Fault[] = [];

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const path = String(input);
    this.asked.push(`${init.method ?? "GET"} ${path.split("?")[0]}`);
    const answer = (): Promise<Response> => this.#answer(new URL(path, "http://standin"), init);
    for (const [index, fault] of this.faults.entries()) {
      const faulty = fault(path, init, answer);
      if (!faulty) continue;
      this.faults.splice(index, 1);
      return faulty;
    }
    return answer();
  };

  put(row: Record<string, unknown> & { kind: string; id: string }): void {
    this.n += 1;
    this.rows.set(`${row.kind}/${row.id}`, { ...row, n: this.n });
  }

  head(n: number): string {
    return n === 0 ? "" : `${this.history}${n}`;
  }

  async #answer(url: URL, init: RequestInit): Promise<Response> {
    const call = url.pathname.replace("/api/sync/", "");
    if (call === "lists") return json(LISTS);
    if (call === "standing") return json({ standing: this.standing === "ended" ? "active" : this.standing, server_time: NOW });
    if (call === "handover") return this.#handover(await bodyOf(init));
    if (call === "push") return this.#push(await bodyOf(init));
    if (this.standing === "revoked") return json({ reason: "device_revoked", facts: {}, sentence: "" }, 410);
    if (this.standing === "ended") return json({ reason: "role_ended", facts: {}, sentence: "" }, 403);
    if (call === "digest") return json(this.#digest());
    if (call.startsWith("attachments/")) return this.#picture(call.slice(12), init);
    return lines(this.#pull(url.searchParams));
  }

  #handover({ items }: { items: { id: string }[] }): Response {
    this.handedOver.push(...items.map(({ id }) => id));
    return json({ kept: items.map(({ id }) => id) });
  }

  #push({ commands }: { commands: Sent[] }): Response {
    return json({ server_time: NOW, outcomes: commands.map(({ command }) => this.#outcome(command)) });
  }

  #outcome(command: Sent["command"]): Outcome {
    const ended = { id: command.id, original: null, n: null, reason: null, field: null, facts: {}, sentence: "" };
    if (this.unknown.has(command.kind)) return { ...ended, status: "held", reason: "not_understood" };
    if (this.standing !== "active") return { ...ended, status: "held", reason: "kept_role_ended" };
    const first = this.journal.get(command.id);
    if (first) return { ...first, status: "duplicate", original: first["status"] };
    this.n += 1;
    const isRefused = this.refused.has(command.kind);
    if (!isRefused) this.#execute(command);
    const outcome = { ...ended, n: this.n, ...(isRefused ? { status: "rejected", reason: "not_found" } : { status: "applied" }) };
    this.journal.set(command.id, outcome);
    return outcome;
  }

  #execute(command: Sent["command"]): void {
    this.executed.push(command.id);
    const { household_id, text } = command;
    const row = { kind: "note", id: command.id, n: this.n, household_id, person_id: null, area: "household", text };
    if (command.kind === "WriteNote") this.rows.set(`note/${command.id}`, { ...row, author: ME.name, written_at: NOW } as Row);
  }

  #pull(asked: URLSearchParams): unknown[] {
    const [after, bucket] = [Number(asked.get("after")), asked.get("bucket")];
    const header = { view: this.view, n: this.n, server_time: NOW, lease_days: 14, lists: "l1", me: ME };
    const end = { done: this.n, head: this.head(this.n) };
    if (bucket) return [{ ...header, mode: "changes", why: null }, ...this.#bucket(bucket), end];
    const why = after <= 0 ? "first" : asked.get("head") !== this.head(after) ? "diverged" : asked.get("view") !== this.view ? "view" : null;
    const mode = why ? "everything" : after === this.n ? "nothing" : "changes";
    if (mode === "nothing") return [{ ...header, mode, why, me: undefined }, end];
    const all = [...this.rows.values(), ...(why ? [] : this.news)].filter(({ n }) => why !== null || n > after);
    const [, from = "0"] = (asked.get("page") ?? "").split(":");
    const page = all.slice(Number(from), Number(from) + this.pageSize);
    const next = Number(from) + this.pageSize;
    return [{ ...header, mode, why }, ...page, next < all.length ? { next: `p:${next}` } : end];
  }

  #bucket(bucket: string): Row[] {
    const [kind, digit = ""] = bucket.split(".");
    return [...this.rows.values()].filter((row) => row.kind === kind && row.id.endsWith(digit));
  }

  #digest(): Digest {
    const buckets: Record<string, [number, string]> = {};
    for (const row of this.rows.values()) {
      const [count, sum] = (buckets[`${row.kind}.${row.id.at(-1)}`] ??= [0, "0"]);
      buckets[`${row.kind}.${row.id.at(-1)}`] = [count + 1, String(BigInt(sum) ^ markOf(row))];
    }
    return { n: this.n, view: this.view, buckets };
  }

  #picture(digest: string, { method, headers, body }: RequestInit): Response {
    const here = this.pictures.get(digest) ?? { bytes: 0, total: -1 };
    const said = new Headers(headers);
    if (method === "PATCH") {
      if (Number(said.get("Upload-Offset")) !== here.bytes) return told(409, here);
      const now = { bytes: here.bytes + (body as Uint8Array).length, total: Number(said.get("Upload-Length")) };
      this.pictures.set(digest, now);
      return told(204, now);
    }
    return told(200, here);
  }
}

function told(status: number, { bytes, total }: { bytes: number; total: number }): Response {
  const headers = { "Upload-Offset": String(bytes), "Upload-Complete": bytes === total ? "1" : "0" };
  return new Response(null, { status, headers });
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}

export function lines(body: readonly unknown[]): Response {
  const text = body.map((line) => `${JSON.stringify(line)}\n`).join("");
  return new Response(text, { headers: { "Content-Type": "application/x-ndjson" } });
}

async function bodyOf<T>({ body }: RequestInit): Promise<T> {
  if (typeof body === "string") return JSON.parse(body) as T;
  const stream = new Blob([body as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text()) as T;
}
