import { expect, test } from "vitest";
import { dayInWords, lateness } from "./days.ts";

test.each([
  ["2026-11-22", "azi"],
  ["2026-11-23", "mâine"],
  ["2026-11-21", "ieri"],
  ["2026-11-30", "luni, 30 noiembrie"],
  ["2027-01-04", "luni, 4 ianuarie 2027"],
])("%s", (day, said) => expect(dayInWords(day, "2026-11-22")).toBe(said));

test.each([
  ["2026-11-22", ""],
  ["2026-11-23", ""],
  ["2026-11-21", "întârziată cu 1 zi"],
  ["2026-11-01", "întârziată cu 21 de zile"],
])("%s on the 22nd", (day, said) => expect(lateness(day, "2026-11-22")).toBe(said));
