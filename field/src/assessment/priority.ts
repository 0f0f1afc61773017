// How soon a household needs somebody, and why: a proposal for the order of work, never a decision about people. The
// twin of impreuna/assessment/rules/priority.py.

import { t } from "../i18n/i18n.ts";
import { daysBetween } from "../kernel/time.ts";
import type { Day, FindingState } from "../kernel/types.ts";
import { LIVE } from "./rules/settle.ts";

export const LEVELS = ["urgent", "high", "medium", "low", "none"] as const;
export type Level = (typeof LEVELS)[number];

/** How soon, by how many points, and why in sentences; the gravest reason first. */
export interface Priority {
  readonly level: Level;
  readonly points: number;
  readonly reasons: readonly string[];
}

const BY_SEVERITY: Readonly<Record<number, Level>> = { 4: "urgent", 3: "high", 2: "medium", 1: "low" };
const RAISED: Readonly<Record<Level, Level>> = { none: "low", low: "medium", medium: "high", high: "high", urgent: "urgent" };

/**
 * The priority of a household with these findings, visited last on `lastVisited` (null: never). `silenceDays` is the
 * national parameter; without it silence raises nothing.
 */
export function priority(
  findings: readonly { readonly state: FindingState; readonly severity: number }[],
  lastVisited: Day | null,
  today: Day,
  silenceDays: number | undefined,
): Priority {
  const severities = findings.filter(({ state }) => LIVE.includes(state)).map(({ severity }) => severity);
  const gravest = BY_SEVERITY[Math.max(0, ...severities)] ?? "none";
  const reasons = [4, 3, 2, 1]
    .map((severity) => ({ severity, count: severities.filter((one) => one === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => countedInWords(severity, count));
  const points = severities.reduce((sum, severity) => sum + severity ** 2, 0);
  if (lastVisited === null) {
    return { level: gravest, points, reasons: [...reasons, t("Gospodăria nu a fost încă vizitată.")] };
  }
  const days = daysBetween(lastVisited, today);
  if (silenceDays === undefined || days <= silenceDays) return { level: gravest, points, reasons };
  return { level: RAISED[gravest], points, reasons: [...reasons, silence(days, silenceDays)] };
}

function countedInWords(severity: number, count: number): string {
  const facts = { count };
  switch (severity) {
    case 4:
      return count === 1 ? t("o vulnerabilitate urgentă") : t("{count} vulnerabilități urgente", facts);
    case 3:
      return count === 1 ? t("o vulnerabilitate gravă") : t("{count} vulnerabilități grave", facts);
    case 2:
      return count === 1 ? t("o vulnerabilitate medie") : t("{count} vulnerabilități medii", facts);
    default:
      return count === 1 ? t("o vulnerabilitate ușoară") : t("{count} vulnerabilități ușoare", facts);
  }
}

// From 20 on Romanian puts a "de" after the number, but not after 101 to 119.
function silence(days: number, limit: number): string {
  const facts = { days, limit };
  return days % 100 > 0 && days % 100 < 20
    ? t("Nimeni nu a mai fost acolo de {days} zile (peste {limit}).", facts)
    : t("Nimeni nu a mai fost acolo de {days} de zile (peste {limit}).", facts);
}

/** The level in a word. */
export function levelInWords(level: Level): string {
  return {
    urgent: t("urgentă"),
    high: t("ridicată"),
    medium: t("medie"),
    low: t("scăzută"),
    none: t("fără vulnerabilități"),
  }[level];
}
