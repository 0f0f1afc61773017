// Days and ages. Moments are kept in UTC; days are days in Romania (impreuna/kernel/moments.py).

import type { Day, Moment } from "./types.ts";

const BUCHAREST = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Bucharest",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The calendar day of a moment in Romania, as `2026-03-29`. */
export function dayOf(moment: Moment | Date): Day {
  return BUCHAREST.format(typeof moment === "string" ? new Date(moment) : moment);
}

/** A moment as it is sent: ISO 8601 in UTC, to the millisecond. */
export function momentOf(millis: number): Moment {
  return new Date(millis).toISOString();
}

/** Full years on `day` (or at death); by year alone when only the year is known; null when nothing is. */
export function ageOn(day: Day, birth: Day | null, birthYear: number | null, death: Day | null = null): number | null {
  const end = death !== null && death < day ? death : day;
  const year = Number(end.slice(0, 4));
  if (birth) return year - Number(birth.slice(0, 4)) - (end.slice(5) < birth.slice(5) ? 1 : 0);
  return birthYear ? year - birthYear : null;
}

/** How many days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
