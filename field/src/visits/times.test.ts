import { expect, test } from "vitest";
import { clockOf, daysAfter, isDay, momentAt, monthAfter } from "./times.ts";

test.each([
  ["in winter", "2026-11-22", "09:05", "2026-11-22T07:05:00.000Z"],
  ["in summer", "2026-07-01", "00:30", "2026-06-30T21:30:00.000Z"],
  ["the night of October, an hour that comes twice", "2026-10-25", "03:30", "2026-10-25T00:30:00.000Z"],
  ["the night of March, before the clock jumps", "2026-03-29", "02:59", "2026-03-29T00:59:00.000Z"],
  ["the night of March, an hour that is not", "2026-03-29", "03:30", null],
  ["no such day", "2026-02-31", "10:00", null],
  ["no such hour", "2026-11-22", "25:00", null],
  ["half typed", "2026-11-", "10:00", null],
])("%s", (_, day, clock, moment) => expect(momentAt(day, clock)).toBe(moment));

test("the hour of a moment is that of Romania", () => expect(clockOf(new Date("2026-11-22T22:05:00Z"))).toBe("00:05"));

test("a week later, over the end of a month and the change of the clock", () => {
  expect([daysAfter("2026-10-22", 7), daysAfter("2026-11-22", 14)]).toEqual(["2026-10-29", "2026-12-06"]);
});

test.each([
  ["2026-11-22", "2026-12-22"],
  ["2026-12-05", "2027-01-05"],
  ["2026-01-31", "2026-02-28"],
  ["2028-01-30", "2028-02-29"],
])("a month after %s", (day, after) => expect(monthAfter(day)).toBe(after));

test.each([
  ["2026-11-22", true],
  ["2026-02-30", false],
  ["2026-1-5", false],
  ["", false],
])("is %s a day", (text, expected) => expect(isDay(text)).toBe(expected));
