// Rows lie in boxes, a box is one sealed record. What is asked for together lies together: a household's row with its
// members, findings and plans in one box, its past in a second, which is read later. A case has two boxes of its own.

import type { Id, Row } from "../kernel/types.ts";
import type { RowKey } from "./types.ts";

/** A row, and the round of fetching everything in which it last came. */
export interface Stored {
  readonly row: Row;
  readonly came: number;
}

/** The rows of a box. */
export type Box = ReadonlyMap<RowKey, Stored>;

/** Boxes whose names begin so are read at once, the last one afterwards. */
export const FIRST = ["a/", "p/", "o/"] as const;
export const REST = "b/";

const WITH_HOUSEHOLD = new Set(["membership", "finding", "planned_visit"]);

/** What tells two rows apart: `kind/id`, and `/area` after it for answers. */
export function keyOf(row: Row): RowKey {
  const { area } = row as { area?: unknown };
  return row.kind === "answers" ? `answers/${row.id}/${String(area)}` : `${row.kind}/${row.id}`;
}

/** The boxes of a household. */
export const boxesOf = (household: Id): readonly [string, string] => [`a/${household}`, `b/${household}`];

/** The box in which a row lies: what belongs to a case with the case, its past apart. A kind that this version does not know lies with its household, if it has one. */
export function boxOf(row: Row): string {
  if (row.kind === "household") return `a/${row.id}`;
  if (row.kind === "person") return `p/${row.id.slice(-2)}`;
  const { case_id: of, household_id: household } = row as { case_id?: unknown; household_id?: unknown };
  if (row.kind === "case") return `a/${row.id}`;
  if (typeof of === "string") return row.kind === "case_entry" ? `b/${of}` : `a/${of}`;
  if (row.kind === "conflict" || row.kind === "departure" || typeof household !== "string") return `o/${row.kind}`;
  return WITH_HOUSEHOLD.has(row.kind) ? `a/${household}` : `b/${household}`;
}

/** A box as it is sealed. */
export const packed = (box: Box): unknown => ({
  rows: Array.from(box.values(), ({ row }) => row),
  came: Array.from(box.values(), ({ came }) => came),
});

/** A box as it was packed; undefined when it is none. */
export function unpacked(value: unknown): Map<RowKey, Stored> | undefined {
  const { rows, came } = (value ?? {}) as { rows?: Row[]; came?: number[] };
  if (!Array.isArray(rows) || !Array.isArray(came)) return undefined;
  return new Map(rows.map((row, index) => [keyOf(row), { row, came: came[index] ?? 0 }]));
}
