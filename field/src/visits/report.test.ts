import { describe, expect, test } from "vitest";
import type { Command } from "../kernel/types.ts";
import { beginReport, endingNow, problemsOfReport, reportFromCommand, visitFields, type Report } from "./report.ts";

const NOW = new Date("2026-11-22T08:30:20Z");
const begun = beginReport({ id: "v", nextId: "n", now: NOW, area: "household" });
const report = (part: Partial<Report>): Report => ({ ...begun, purpose: "monitoring", outcome: "met", ...part });
const wrong = (part: Partial<Report>): string[] => Object.keys(problemsOfReport(report(part), NOW));

describe("a report that begins", () => {
  test("stands at the present hour in Romania", () => expect([begun.day, begun.from, begun.until]).toEqual(["2026-11-22", "10:30", ""]));

  test("takes the purpose of its plan", () => {
    const planned = beginReport({ id: "v", nextId: "n", now: NOW, area: "household", plan: { id: "p", purpose: "service" } });
    expect([planned.planned_id, planned.purpose]).toEqual(["p", "service"]);
  });

  test("a plan of a census leaves the purpose to be chosen: the census has its form", () => {
    expect(beginReport({ id: "v", nextId: "n", now: NOW, area: "household", plan: { id: "p", purpose: "census" } }).purpose).toBe("");
  });
});

describe("what is wrong", () => {
  test("nothing, when purpose and outcome are chosen", () => expect(wrong({})).toEqual([]));
  test("purpose and outcome are needed", () => expect(wrong({ purpose: "", outcome: "" })).toEqual(["purpose", "outcome"]));
  test("it ends after it begins", () => expect(wrong({ from: "10:00", until: "09:59" })).toEqual(["until"]));
  test("it does not end in the future", () => expect(wrong({ until: "11:00" })).toEqual(["until"]));
  test("of another day the hour of its end is asked", () => expect(wrong({ day: "2026-11-21", until: "" })).toEqual(["until"]));
  test("the hour is one", () => expect(wrong({ from: "" })).toEqual(["from"]));
  test("the day is one", () => expect(wrong({ day: "2026-11-" })).toEqual(["day"]));
  test("nobody at home is nobody", () => expect(wrong({ outcome: "nobody_home", present: ["a"] })).toEqual(["present"]));
  test("no more text than the server keeps", () => expect(wrong({ report: "a".repeat(10_001) })).toEqual(["report"]));
});

test("half an hour until now", () => {
  expect(endingNow(NOW, 30)).toEqual({ day: "2026-11-22", from: "10:00", until: "10:30" });
  expect(endingNow(new Date("2026-11-22T22:10:00Z"), 30)).toEqual({ day: "2026-11-23", from: "00:00", until: "00:10" });
});

test("the command says moments, not hours", () => {
  const fields = visitFields("h", report({ from: "10:00", present: ["a"], report: " Totul bine. " }), NOW);
  expect(fields).toEqual({
    ...{ household_id: "h", visit_id: "v", planned_id: null, purpose: "monitoring", outcome: "met" },
    ...{ started_at: "2026-11-22T08:00:00.000Z", ended_at: "2026-11-22T08:30:00.000Z" },
    ...{ present: ["a"], report: "Totul bine.", area: "household" },
  });
});

test("a refused report comes back as it was", () => {
  const before = report({ from: "10:00", until: "10:20", present: ["a"], report: "Bine.", planned_id: "p" });
  expect(reportFromCommand(visitFields("h", before, NOW) as unknown as Command, "n")).toEqual(before);
});
