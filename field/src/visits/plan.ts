// The next visit: when, what for. The rules are those of impreuna/services/rules/visits.py.

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import type { Fields } from "../session/session.ts";
import type { Command, Day, Id } from "../kernel/types.ts";
import { daysAfter, isDay, monthAfter } from "./times.ts";

/** How the day is chosen: not at all, by a word, or written out. */
export type When = "" | "week" | "fortnight" | "month" | "date";

/** A next visit as it is typed. `id` is the plan's own, so that carrying it out twice plans it once. */
export interface NextVisit {
  readonly id: Id;
  when: When;
  date: string;
  purpose: string;
  note: string;
}

export const NOTE_LIMIT = 2000;
const FURTHEST_DAYS = 2 * 366;

export function noNextVisit(id: Id, purpose = ""): NextVisit {
  return { id, when: "", date: "", purpose, note: "" };
}

/** The day that was chosen; what was typed where that is no day; "" where nothing was chosen. */
export function dayChosen({ when, date }: Pick<NextVisit, "when" | "date">, today: Day): string {
  switch (when) {
    case "week":
      return daysAfter(today, 7);
    case "fortnight":
      return daysAfter(today, 14);
    case "month":
      return monthAfter(today);
    case "date":
      return date;
    default:
      return "";
  }
}

/** What is wrong, by the field's id; nothing is wrong with a visit that nobody wants to plan. */
export function problemsOfNext(next: NextVisit, today: Day): Record<string, string> {
  if (next.when === "") return {};
  const problems: Record<string, string> = {};
  const day = dayChosen(next, today);
  if (!isDay(day)) problems["planned_on"] = t("Scrieți ziua, luna și anul vizitei.");
  else if (day < today) problems["planned_on"] = explain("plan_in_the_past");
  else if (day > daysAfter(today, FURTHEST_DAYS)) problems["planned_on"] = explain("plan_too_far");
  if (!next.purpose) problems["next_purpose"] = t("Alegeți pentru ce este vizita.");
  if (next.note.length > NOTE_LIMIT) problems["next_note"] = explain("text_too_long", { limit: NOTE_LIMIT });
  return problems;
}

/** A next visit as a command said it: to be corrected after it was refused. */
export function nextFromCommand(command: Command): NextVisit {
  const text = (field: string): string => String(command[field] ?? "");
  return { id: text("visit_id"), when: "date", date: text("planned_on"), purpose: text("purpose"), note: text("note") };
}

/** The fields of `PlanVisit`; the next visit is one that has no problems and is wanted. */
export function planFields(household: Id, next: NextVisit, today: Day): Fields {
  return { household_id: household, visit_id: next.id, planned_on: dayChosen(next, today), purpose: next.purpose, note: next.note.trim() };
}
