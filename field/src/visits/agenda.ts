// Which planned visits are due, which come next, and in what order one drives to them.

import type { Household } from "../commune/views.ts";
import { daysBetween } from "../kernel/time.ts";
import type { Day, Id, PlannedVisitRow } from "../kernel/types.ts";
import { metresBetween, placeOf, type Place } from "./distance.ts";

/** A planned visit with the home it leads to. */
export interface Stop {
  readonly plan: PlannedVisitRow;
  readonly household: Household;
  /** Days from today: negative when the day has passed. */
  readonly days: number;
  /** From where one stands; null while that or the home's place is not known. */
  readonly metres: number | null;
}

/** Plans that wait: `due` today or before, `coming` in the days after; `others` are those of colleagues, both kinds. */
export interface Agenda {
  readonly due: readonly Stop[];
  readonly coming: readonly Stop[];
  readonly others: readonly Stop[];
}

/** How many days ahead the coming visits reach. */
export const AHEAD = 7;

/** What waits on `today` for the person with the id `mine`, who stands `here` (null: not told). */
export function agenda(households: readonly Household[], today: Day, mine: Id, here: Place | null): Agenda {
  const stops = households
    .flatMap((household) => household.planned.map((plan) => stopOf(plan, household, today, here)))
    .filter(({ plan, days }) => plan.state === "planned" && days <= AHEAD)
    .sort(inOrder);
  const own = stops.filter(({ plan }) => plan.planned_by_id === mine);
  return {
    due: own.filter(({ days }) => days <= 0),
    coming: own.filter(({ days }) => days > 0),
    others: stops.filter(({ plan }) => plan.planned_by_id !== mine),
  };
}

function stopOf(plan: PlannedVisitRow, household: Household, today: Day, here: Place | null): Stop {
  const there = placeOf(household.row);
  const metres = here && there ? metresBetween(here, there) : null;
  return { plan, household, days: daysBetween(today, plan.planned_on), metres };
}

// What is overdue goes first, whatever its day; then today; then day by day. Within each the nearest, or village by village.
function inOrder(one: Stop, other: Stop): number {
  return turn(one) - turn(other) || nearness(one, other) || byVillage(one, other) || (one.plan.id < other.plan.id ? -1 : 1);
}

function turn({ days }: Stop): number {
  return Math.max(-1, days);
}

function nearness(one: Stop, other: Stop): number {
  if (one.metres === null || other.metres === null) return Number(one.metres === null) - Number(other.metres === null);
  return one.metres - other.metres;
}

function byVillage({ household: one }: Stop, { household: other }: Stop): number {
  return one.village.localeCompare(other.village, "ro") || one.address.localeCompare(other.address, "ro", { numeric: true });
}
