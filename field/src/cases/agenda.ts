// What waits in cases for the person of this tablet: duties of the law and tasks of meetings, the late ones first.

import type { CaseFile } from "../commune/cases.ts";
import { t } from "../i18n/i18n.ts";
import { dayOf, daysBetween } from "../kernel/time.ts";
import type { Id, ObligationRow, TaskRow } from "../kernel/types.ts";
import type { Tone } from "../ui/tones.ts";
import { articleOfObligation, daysLeft, isLate, timeLeft, todoOf } from "./rules/due.ts";

/** Something that is due, in words. */
export interface Due {
  readonly id: Id;
  /** What to do: "Scrieți raportul de evaluare inițială." */
  readonly todo: string;
  /** How long there is and by which article: "termen depășit de 2 zile · O 3.6". */
  readonly left: string;
  /** Of whom. */
  readonly who: string;
  readonly href: string;
  readonly isLate: boolean;
  readonly tone: Tone;
  /** By which things are ordered. */
  readonly at: string;
}

/** Duties that fall to nobody by name fall to those who have one of these functions. */
const FALLS_TO: Readonly<Record<string, readonly string[]>> = {
  evaluator: ["responsible", "social_worker"],
  responsible: ["responsible", "social_worker"],
};

/** So many days ahead one is reminded. */
export const AHEAD = 7;

/** Everything in these cases, and of the tasks about none, that waits for the person with the id `mine`, the late first. */
export function dueFor(cases: readonly CaseFile[], loose: readonly TaskRow[], mine: Id, now: Date): Due[] {
  const inCases = cases.flatMap((file) => [...ownObligations(file, mine, now), ...ownTasks(file.tasks, file.row.label, mine, now)]);
  return [...inCases, ...ownTasks(loose, "", mine, now)].sort(inOrder);
}

/** What of it one is reminded of: late, or due within a week. */
export function soon(due: readonly Due[], now: Date): Due[] {
  return due.filter(({ isLate, at }) => isLate || daysBetween(dayOf(now), at.slice(0, 10)) <= AHEAD);
}

function ownObligations(file: CaseFile, mine: Id, now: Date): Due[] {
  const isMine = ({ responsible_id, responsible_kind }: ObligationRow): boolean =>
    responsible_id === null ? (FALLS_TO[responsible_kind] ?? []).some((each) => file.functions.has(each)) : responsible_id === mine;
  return file.obligations.filter(isMine).map((obligation) => obligationDue(obligation, file, now));
}

/** An obligation of a case in words. */
export function obligationDue(obligation: ObligationRow, { id, row }: CaseFile, now: Date): Due {
  const { due_at, warn_at, code, detail } = obligation;
  const late = isLate(obligation, now);
  return {
    ...{ id: obligation.id, todo: detail ? `${todoOf(code).replace(/\.$/, "")}: ${detail}` : todoOf(code), who: row.label, href: `#/cazuri/${id}`, isLate: late, at: due_at },
    left: [timeLeft(due_at, now), articleOfObligation(code)].filter(Boolean).join(" · "),
    tone: late ? "red" : Date.parse(warn_at) <= now.getTime() ? "amber" : "grey",
  };
}

function ownTasks(tasks: readonly TaskRow[], who: string, mine: Id, now: Date): Due[] {
  return tasks.filter(({ assigned_to_id }) => assigned_to_id === mine).map((task) => taskDue(task, who, now));
}

/** A task in words; `who` is whom its case is about. */
export function taskDue({ id, title, due_on }: TaskRow, who: string, now: Date): Due {
  const days = daysBetween(dayOf(now), due_on);
  return {
    ...{ id, todo: title, who, href: `#/sarcini/${id}`, isLate: days < 0, at: `${due_on}T23:59:59Z` },
    left: [daysLeft(due_on, dayOf(now)), t("hotărât în întâlnire")].join(" · "),
    tone: days < 0 ? "red" : days <= 1 ? "amber" : "grey",
  };
}

function inOrder(one: Due, other: Due): number {
  return Number(other.isLate) - Number(one.isLate) || (one.at < other.at ? -1 : one.at > other.at ? 1 : 0);
}

/** The cases in the order in which one works: what is late first, then what is due soonest, then the rest. */
export function byUrgency(cases: readonly CaseFile[]): CaseFile[] {
  const first = ({ obligations, tasks }: CaseFile): string => [obligations[0]?.due_at ?? "9", tasks[0]?.due_on ?? "9"].sort()[0]!;
  return [...cases].sort((one, other) => Number(other.row.is_urgent) - Number(one.row.is_urgent) || (first(one) < first(other) ? -1 : first(one) > first(other) ? 1 : 0));
}
