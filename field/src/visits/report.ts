// The report of a visit as it is typed: what is wrong with it, and the command that it becomes. The rules are those of
// impreuna/services/rules/visits.py.

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import { dayOf } from "../kernel/time.ts";
import type { Command, Id } from "../kernel/types.ts";
import type { Fields } from "../session/session.ts";
import { noNextVisit, type NextVisit } from "./plan.ts";
import { clockOf, isDay, momentAt } from "./times.ts";

/**
 * A report as it is typed: a day and hours of Romania; an empty `until` says that the visit goes on until it is
 * recorded. `id` is the visit's own: recorded twice, it is one visit.
 */
export interface Report {
  readonly id: Id;
  planned_id: Id | null;
  purpose: string;
  outcome: string;
  day: string;
  from: string;
  until: string;
  present: readonly Id[];
  report: string;
  area: string;
  next: NextVisit;
}

export const REPORT_LIMIT = 10_000;

interface Beginning {
  readonly id: Id;
  readonly nextId: Id;
  readonly now: Date;
  readonly area: string;
  readonly plan?: { readonly id: Id; readonly purpose: string } | undefined;
}

/** A report that begins now, perhaps of a planned visit. */
export function beginReport({ id, nextId, now, area, plan }: Beginning): Report {
  const purpose = plan && plan.purpose !== "census" ? plan.purpose : "";
  const hours = { day: dayOf(now), from: clockOf(now), until: "" };
  return { id, planned_id: plan?.id ?? null, purpose, outcome: "", ...hours, present: [], report: "", area, next: noNextVisit(nextId) };
}

/** A report as a command said it: to be corrected after it was refused. */
export function reportFromCommand(command: Command, nextId: Id): Report {
  const text = (field: string): string => String(command[field] ?? "");
  const [started, ended] = [new Date(text("started_at")), new Date(text("ended_at"))];
  return {
    ...{ id: text("visit_id"), planned_id: text("planned_id") || null, purpose: text("purpose"), outcome: text("outcome") },
    ...{ day: dayOf(started), from: clockOf(started), until: clockOf(ended), present: (command["present"] ?? []) as Id[] },
    ...{ report: text("report"), area: text("area"), next: noNextVisit(nextId) },
  };
}

/** The day and hours of a visit that ends now and took so many minutes; not before midnight, so that it has one day. */
export function endingNow(now: Date, minutes: number): Pick<Report, "day" | "from" | "until"> {
  const day = dayOf(now);
  const began = new Date(now.getTime() - minutes * 60_000);
  return { day, from: dayOf(began) === day ? clockOf(began) : "00:00", until: clockOf(now) };
}

/** The hour until which the visit lasted: what was typed, or the present one on the day itself. */
export function untilOf({ day, until }: Pick<Report, "day" | "until">, now: Date): string {
  return until === "" && day === dayOf(now) ? clockOf(now) : until;
}

/** What is wrong, by the field's id. */
export function problemsOfReport(report: Report, now: Date): Record<string, string> {
  const problems: Record<string, string> = { ...problemsOfTimes(report, now) };
  if (!report.purpose) problems["purpose"] = t("Alegeți pentru ce a fost vizita.");
  if (!report.outcome) problems["outcome"] = t("Alegeți cum s-a încheiat vizita.");
  if (report.outcome === "nobody_home" && report.present.length > 0) problems["present"] = explain("nobody_was_home");
  if (report.report.length > REPORT_LIMIT) problems["report"] = explain("text_too_long", { limit: REPORT_LIMIT });
  if (!report.area) problems["area"] = t("Alegeți despre ce este raportul.");
  return problems;
}

function problemsOfTimes(report: Report, now: Date): Record<string, string> {
  const { day, from } = report;
  if (!isDay(day)) return { day: t("Scrieți ziua, luna și anul vizitei.") };
  const [started, ended] = [momentAt(day, from), momentAt(day, untilOf(report, now))];
  if (started === null) return { from: t("Scrieți ora la care a început vizita.") };
  if (ended === null) return { until: t("Scrieți ora la care s-a încheiat vizita.") };
  if (ended < started) return { until: explain("visit_times") };
  // The hours have no seconds: the minute that runs is not the future yet.
  if (Date.parse(ended) > now.getTime() + 60_000) return { until: explain("visit_in_future") };
  return {};
}

/** The fields of `RecordVisit`; the report is one that has no problems. */
export function visitFields(household: Id, report: Report, now: Date): Fields {
  const { id, planned_id, purpose, outcome, day, from, present, area } = report;
  const [started_at, ended_at] = [momentAt(day, from), momentAt(day, untilOf(report, now))];
  const what = { purpose, outcome, present: [...present], report: report.report.trim(), area };
  return { household_id: household, visit_id: id, planned_id, started_at, ended_at, ...what };
}
