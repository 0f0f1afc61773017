// Days and hours as they are typed on a tablet: always those of Romania, whatever zone the tablet is set to.

import { dayOf } from "../kernel/time.ts";
import type { Day, Moment } from "../kernel/types.ts";

const CLOCK = new Intl.DateTimeFormat("ro-RO", { timeZone: "Europe/Bucharest", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const MINUTE = 60_000;

/** The hour of a moment in Romania: "09:05". */
export function clockOf(moment: Date): string {
  return CLOCK.format(moment);
}

/** The moment of a day and an hour in Romania; null when they are none ("31 February", "25:10", an hour skipped in March). */
export function momentAt(day: Day, clock: string): Moment | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(clock)) return null;
  const asUtc = Date.parse(`${day}T${clock}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // Romania is two or three hours ahead. Of an hour that comes twice in October the first is meant.
  const fitting = [3, 2]
    .map((hours) => new Date(asUtc - hours * 60 * MINUTE))
    .find((moment) => dayOf(moment) === day && clockOf(moment) === clock);
  return fitting?.toISOString() ?? null;
}

/** The day a number of days after `day`. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);
}

/** The same day of the next month, or that month's last where there is none: 31 January, 28 February. */
export function monthAfter(day: Day): Day {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Whether it is a day of the calendar, as `2026-11-22`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && daysAfter(text, 0) === text;
}
