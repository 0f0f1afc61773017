// How long there is, and what meets what is due.

import { describe, expect, it } from "vitest";

import { daysLeft, isLate, isMetAtOnce, metBy, timeLeft } from "./due.ts";

const NOW = new Date("2026-11-22T10:00:00Z");

describe("how long there is", () => {
  it.each([
    ["2026-11-22T10:20:00Z", "mai este mai puțin de o oră"],
    ["2026-11-22T11:30:00Z", "mai este 1 oră"],
    ["2026-11-22T15:00:00Z", "mai sunt 5 ore"],
    ["2026-11-23T21:59:59Z", "mai sunt 35 de ore"],
    ["2026-11-25T21:59:59Z", "mai sunt 3 zile"],
    ["2026-12-12T21:59:59Z", "mai sunt 20 de zile"],
    ["2026-11-22T09:30:00Z", "termen depășit de mai puțin de o oră"],
    ["2026-11-21T21:59:59Z", "termen depășit de 12 ore"],
    ["2026-11-20T21:59:59Z", "termen depășit de 2 zile"],
    ["2026-10-22T20:59:59Z", "termen depășit de 31 de zile"],
  ])("until %s: %s", (due_at, words) => {
    expect(timeLeft(due_at, NOW)).toBe(words);
    expect(isLate({ due_at, code: "" }, NOW)).toBe(words.startsWith("termen"));
  });

  it.each([
    ["2026-11-22", "azi"],
    ["2026-11-23", "mai este 1 zi"],
    ["2026-11-24", "mai sunt 2 zile"],
    ["2026-11-20", "termen depășit de 2 zile"],
  ])("of a task for %s: %s", (day, words) => expect(daysLeft(day, "2026-11-22")).toBe(words));
});

describe("what an act meets", () => {
  const evaluation = { code: "SMO-3.1", key: "notice" };
  const check = { code: "SMO-7.1a", key: "plan/item-1" };
  const told = { code: "SMO-4.5", key: "visit" };
  const open = [evaluation, check, told];

  it.each([
    ["RecordInitialEvaluation", {}, [evaluation]],
    ["NoteContact", {}, []],
    ["CheckService", { item_id: "item-1" }, [check]],
    ["CheckService", { item_id: "item-2" }, []],
    ["InformClient", { about_id: "visit" }, [told]],
    ["InformClient", {}, []],
  ])("%s with %o", (kind, about, met) => expect(metBy(kind, about, open)).toEqual(met));

  it("is done at once, or waits for more", () => expect([evaluation, { code: "SMO-6.1" }].map(isMetAtOnce)).toEqual([true, false]));
});
