// Identifiers, days and ages, and the locks of a process.

import { describe, expect, it } from "vitest";

import { newId } from "./ids.ts";
import { locksInProcess } from "./outside.ts";
import { ageOn, dayOf, daysBetween } from "./time.ts";

describe("identifiers", () => {
  const full = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => bytes.fill(0xff);

  it("are UUIDs of version 7 with their moment in front", () => {
    const id = newId({ now: () => Date.parse("2026-11-22T07:00:00.123Z"), random: full });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7fff-bfff-f{12}$/);
    expect(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(Date.parse("2026-11-22T07:00:00.123Z"));
  });
});

describe("days in Romania", () => {
  it.each([
    ["2026-03-28T21:59:59Z", "2026-03-28"],
    ["2026-03-28T22:00:00Z", "2026-03-29"],
    ["2026-03-29T20:59:59Z", "2026-03-29"],
    ["2026-03-29T21:00:00Z", "2026-03-30"],
  ])("the day of %s is %s", (moment, day) => expect(dayOf(moment)).toBe(day));

  it("are counted over the change of the clock", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
  });
});

describe("age", () => {
  it.each([
    ["the day before the birthday", "2026-03-03", "1980-03-04", null, null, 45],
    ["the birthday", "2026-03-04", "1980-03-04", null, null, 46],
    ["born on 29 February", "2026-02-28", "2024-02-29", null, null, 1],
    ["by the year alone", "2026-01-01", null, 1980, null, 46],
    ["at death", "2026-03-04", "1980-03-04", null, "2020-03-03", 39],
    ["unknown", "2026-03-04", null, null, null, null],
  ])("%s", (_name, day, birth, year, death, age) => expect(ageOn(day, birth, year, death)).toBe(age));
});

describe("locks", () => {
  it("are held by one at a time, and given on after a failure", async () => {
    const locks = locksInProcess();
    const done: string[] = [];
    let finish = (): void => undefined;
    const first = locks.request("a", async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      done.push("first");
      throw new Error("broken");
    });
    const second = locks.request("a", async () => done.push("second"));
    await locks.request("b", async () => done.push("other"));
    finish();
    await expect(first).rejects.toThrow("broken");
    await second;
    expect(done).toEqual(["other", "first", "second"]);
  });
});
