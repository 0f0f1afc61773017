// Households that nobody has planned to visit and that need somebody: the order is the office's (assessment/priority.ts).

import { LEVELS, priority, type Priority } from "../assessment/priority.ts";
import type { Household } from "../commune/views.ts";
import { dayOf } from "../kernel/time.ts";
import type { Day } from "../kernel/types.ts";

/** A household that waits, and why. */
export interface InNeed {
  readonly household: Household;
  readonly priority: Priority;
}

/** The first `most` of those that wait: the gravest first, of equals the one not seen for the longest, or never. */
export function inNeed(households: readonly Household[], today: Day, silenceDays: number | undefined, most: number): InNeed[] {
  return households
    .filter((household) => !household.planned.some(({ state }) => state === "planned"))
    .map((household) => ({ household, priority: priorityOf(household, today, silenceDays) }))
    .filter(({ household, priority: { level } }) => level !== "none" || household.lastVisit === null)
    .sort(inOrder)
    .slice(0, most);
}

function priorityOf(household: Household, today: Day, silenceDays: number | undefined): Priority {
  const last = household.lastVisit === null ? null : dayOf(household.lastVisit);
  return priority(household.findings, last, today, silenceDays);
}

function inOrder(one: InNeed, other: InNeed): number {
  const level = LEVELS.indexOf(one.priority.level) - LEVELS.indexOf(other.priority.level);
  return level || other.priority.points - one.priority.points || since(one) - since(other) || (one.household.id < other.household.id ? -1 : 1);
}

function since({ household }: InNeed): number {
  return household.lastVisit === null ? 0 : Date.parse(household.lastVisit);
}
