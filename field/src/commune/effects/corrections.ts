// Corrections of single fields, and the choice between two values (impreuna/kernel/commands.py).

import { clean } from "../../kernel/text.ts";
import type { ConflictRow, HouseholdRow, Id, PersonRow, Row, Scalar } from "../../kernel/types.ts";
import { fieldsOf, type Effect } from "./effect.ts";

/** By field: the value that its author saw, and the one typed. */
export type Changes = Readonly<Record<string, { readonly seen: Scalar; readonly value: Scalar }>>;

/** `row` with the changes that still fit; where the stored value has moved on the server opens a conflict. */
export function applied<R extends Row>(row: R, changes: Changes): R {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  const fitting = Object.entries(changes).filter(
    ([name, { seen, value }]) => same(values[name], seen) || same(values[name], value),
  );
  return { ...row, ...Object.fromEntries(fitting.map(([name, { value }]) => [name, kept(values[name], value)])) };
}

export const settleConflict: Effect = (command, known) => {
  const { conflict_id, value } = fieldsOf<{ conflict_id: Id; value: Scalar }>(command);
  const conflict = known.row<ConflictRow>("conflict", conflict_id);
  if (!conflict) return [];
  const settled = { ...conflict, settled_at: command.recorded_at, settled_by: known.me.name, chosen: value };
  const kind = conflict.record_type === "household" ? "household" : "person";
  const row = known.row<HouseholdRow | PersonRow>(kind, conflict.record_id);
  // A CNP is not on the tablet: of a conflict about it only the choice shows.
  return row && conflict.field in row ? [settled, { ...row, [conflict.field]: kept(undefined, value) }] : [settled];
};

function same(one: unknown, other: Scalar): boolean {
  return (one ?? "") === (other ?? "");
}

// Text is cleaned as the server will; an emptied text stays a text, an emptied date or number is none.
function kept(before: unknown, value: Scalar): Scalar {
  if (typeof value === "string" && value !== "") return clean(value);
  return value === "" && before !== undefined && typeof before !== "string" ? null : value;
}
