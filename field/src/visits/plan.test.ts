import { expect, test } from "vitest";
import type { Command } from "../kernel/types.ts";
import { dayChosen, nextFromCommand, noNextVisit, planFields, problemsOfNext, type NextVisit } from "./plan.ts";

const TODAY = "2026-11-30";
const next = (part: Partial<NextVisit>): NextVisit => ({ ...noNextVisit("p", "monitoring"), ...part });

test.each([
  ["week", "2026-12-07"],
  ["fortnight", "2026-12-14"],
  ["month", "2026-12-30"],
  ["", ""],
] as const)("the day for %j", (when, day) => expect(dayChosen(next({ when }), TODAY)).toBe(day));

test("nothing is asked of a visit that nobody plans", () => {
  expect(problemsOfNext(next({ when: "", purpose: "" }), TODAY)).toEqual({});
});

test.each([
  ["2026-11-29", "planned_on"],
  ["2028-12-04", "planned_on"],
  ["2026-2-31", "planned_on"],
  ["", "planned_on"],
])("the day %j is refused", (date, field) => {
  expect(Object.keys(problemsOfNext(next({ when: "date", date }), TODAY))).toEqual([field]);
});

test("today will do", () => expect(problemsOfNext(next({ when: "date", date: TODAY }), TODAY)).toEqual({}));

test("a purpose is needed", () => {
  expect(Object.keys(problemsOfNext(next({ when: "week", purpose: "" }), TODAY))).toEqual(["next_purpose"]);
});

test("the command has the day written out", () => {
  expect(planFields("h", next({ when: "week", note: " Acte. " }), TODAY)).toEqual({
    ...{ household_id: "h", visit_id: "p", planned_on: "2026-12-07", purpose: "monitoring", note: "Acte." },
  });
});

test("a refused plan comes back with its day written out", () => {
  const command = planFields("h", next({ when: "week" }), TODAY) as unknown as Command;
  expect(nextFromCommand(command)).toEqual(next({ when: "date", date: "2026-12-07" }));
});
