// Room on the tablet, as browsers tell it, or do not.

import { describe, expect, it } from "vitest";

import { asNoSpace, keepForGood, NoSpace, roomOn } from "./quota.ts";

const MiB = 2 ** 20;
const storage = (usage: number, quota: number) => ({ estimate: () => Promise.resolve({ usage, quota }) });

describe("room", () => {
  it.each([
    ["plenty", 10 * MiB, 1000 * MiB, "enough"],
    ["little", 850 * MiB, 1000 * MiB, "low"],
    ["hardly any", 985 * MiB, 1000 * MiB, "full"],
  ])("%s", async (_, used, quota, state) => {
    expect(await roomOn(storage(used, quota))).toEqual({ used, quota, persisted: null, state });
  });

  it("is taken to be enough where the browser does not tell", async () => {
    const silent = { estimate: () => Promise.reject(new Error()), persist: () => Promise.reject(new Error()) };
    for (const port of [undefined, silent]) {
      expect(await roomOn(port)).toEqual({ used: null, quota: null, persisted: null, state: "enough" });
      expect(await keepForGood(port)).toBe(false);
    }
  });

  it("is kept for good when the browser says so", async () => {
    const port = { ...storage(1, 2 * 1024 * MiB), persist: () => Promise.resolve(true), persisted: () => Promise.resolve(true) };
    expect([await keepForGood(port), (await roomOn(port)).persisted]).toEqual([true, true]);
  });
});

it("a full disk is one error, everything else stays what it is", () => {
  expect(asNoSpace(new DOMException("", "QuotaExceededError"))).toBeInstanceOf(NoSpace);
  const other = new TypeError("x");
  expect([asNoSpace(other), asNoSpace(null)]).toEqual([other, null]);
});
