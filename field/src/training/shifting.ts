// Cases to practise with are as old on every day as on the day of their commune: else everything in them would be late.

import { daysBetween } from "../kernel/time.ts";
import type { Day, Row } from "../kernel/types.ts";

const DATED = /^\d{4}-\d{2}-\d{2}(?=$|T)/;
const DAY = 86_400_000;

/** Kinds of rows that belong to cases. */
const OF_CASES: ReadonlySet<string> = new Set(["case", "case_person", "case_member", "case_entry", "obligation", "task"]);

/** The rows with those of cases moved from the day `made` to `today`. */
export function shifted(rows: readonly Row[], made: Day, today: Day): Row[] {
  const days = daysBetween(made, today);
  return rows.map((row) => (OF_CASES.has(row.kind) ? (moved(row, days) as Row) : row));
}

// Every day and moment in it, however deep; a birthday stays.
function moved(value: unknown, days: number): unknown {
  if (typeof value === "string") return value.replace(DATED, (day) => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10));
  if (Array.isArray(value)) return value.map((each) => moved(each, days));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === "birth_date" ? each : moved(each, days)]));
}
