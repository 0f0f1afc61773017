// A page of a pull as it comes: a first line, rows, a last line. Without the last line it is torn and thrown away.

import type { Me, Moment, Row } from "../kernel/types.ts";
import { Trouble } from "./wire.ts";

/** The first line. `me` is absent when there is nothing. */
export interface Header {
  readonly view: string;
  readonly n: number;
  readonly server_time: Moment;
  readonly mode: "nothing" | "changes" | "everything";
  readonly why: "first" | "view" | "diverged" | null;
  readonly lease_days: number;
  readonly lists: string;
  readonly me?: Me;
}

/** The last line: where to go on, or up to where everything is here now. */
export type End = { readonly next: string } | { readonly done: number; readonly head: string };

export interface Pulled {
  readonly header: Header;
  readonly rows: readonly Row[];
  readonly end: End;
  readonly bytes: number;
}

/** The page in these lines. Throws `Trouble("torn")` when it is not whole. */
export function pageOf(lines: readonly string[]): Pulled {
  const [header, ...rest] = lines.map(parsed);
  const end = rest.pop();
  if (!isHeader(header) || !isEnd(end) || !rest.every(isRow)) throw new Trouble("torn");
  return { header, rows: rest, end, bytes: lines.reduce((sum, line) => sum + line.length + 1, 0) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Trouble("torn");
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isHeader(line: unknown): line is Header {
  const fields = line as Fields | null;
  return typeof fields?.["view"] === "string" && typeof fields["mode"] === "string" && typeof fields["n"] === "number";
}

function isEnd(line: unknown): line is End {
  const fields = line as Fields | null;
  if (fields?.["kind"] !== undefined) return false;
  return typeof fields?.["next"] === "string" || (typeof fields?.["done"] === "number" && typeof fields["head"] === "string");
}

function isRow(line: unknown): line is Row {
  const fields = line as Fields | null;
  return typeof fields?.["kind"] === "string" && typeof fields["id"] === "string" && typeof fields["n"] === "number";
}
