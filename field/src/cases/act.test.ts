// An act as it is typed: what lacks, the command, and the same typed again from a refused one.

import { describe, expect, it } from "vitest";

import type { Command } from "../kernel/types.ts";
import { actFields, actFromCommand, beginAct, fits, inPlan, problemsOfAct } from "./act.ts";
import { FORMS } from "./forms.ts";
import { isAct } from "./rules/acts.ts";

const NOW = new Date("2026-11-22T10:00:00Z");

function visit(values: Readonly<Record<string, string>> = {}) {
  const typed = beginAct("RecordCaseVisit", NOW, { purpose: "cum merge", place: "acasă", present: " Ana \n\nMaria ", synthesis: "bine", area: "case" });
  return { ...typed, values: { ...typed.values, ...values } };
}

describe("a visit's report", () => {
  it("becomes its command, at the moment that was typed", () => {
    expect(problemsOfAct("RecordCaseVisit", visit(), NOW, false)).toEqual({});
    expect(actFields("RecordCaseVisit", "c", visit())).toEqual({
      ...{ case_id: "c", purpose: "cum merge", place: "acasă", present: ["Ana", "Maria"], synthesis: "bine", is_announced: true },
      ...{ child_opinion: "", family_opinion: "", next_purpose: "", agreed_by: "", unannounced_why: "" },
      ...{ is_in_danger: false, is_last: false, area: "case", happened_at: "2026-11-22T10:00:00.000Z" },
    });
  });

  it("asks why it was unannounced only then", () => {
    expect(Object.keys(problemsOfAct("RecordCaseVisit", visit({ is_announced: "no" }), NOW, false))).toEqual(["agreed_by", "unannounced_why"]);
  });

  it("says at the field what lacks, a moment to come, and why it is late", () => {
    const typed = { ...visit({ purpose: " ", present: "\n", next_on: "2026-13-01" }), clock: "13:00", late_reason: " " };
    expect(Object.keys(problemsOfAct("RecordCaseVisit", typed, NOW, true)).sort()).toEqual(["day", "late_reason", "next_on", "present", "purpose"]);
  });

  it("is typed again from the command that was refused", () => {
    const fields = actFields("RecordCaseVisit", "c", { ...visit({ is_announced: "no", agreed_by: "șeful", unannounced_why: "pericol" }), late_reason: "zăpadă" });
    const command = { ...fields, kind: "RecordCaseVisit", id: "x", commune_id: 1, recorded_at: "2026-11-22T11:00:00Z" } as Command;
    expect(actFields("RecordCaseVisit", "c", actFromCommand(command))).toEqual(fields);
  });
});

it("a check of a service says yes and no as such, and to what it answers", () => {
  const typed = beginAct("CheckService", NOW, { item_id: "i", progress: "bine", state: "running" }, "about");
  expect(actFields("CheckService", "c", typed)).toMatchObject({ about_id: "about", item_id: "i", started: true, state: "running" });
  expect(actFields("CheckService", "c", { ...typed, values: { ...typed.values, started: "no", not_started_why: "boală" } })).not.toHaveProperty("state");
  expect(Object.keys(problemsOfAct("CheckService", beginAct("CheckService", NOW, {}), NOW, false))).toEqual(["item_id", "progress"]);
});

it("every form is that of an act", () => expect(Object.keys(FORMS).filter((kind) => !isAct(kind))).toEqual([]));

describe("a client who is told", () => {
  const told = (values: Readonly<Record<string, string>>) => ({ ...beginAct("InformClient", NOW, { what: "planul", ...values }), clock: "11:00" });
  const withheld = told({ is_told: "no", withheld_why: "i-ar face rău", agreed_by: "șefa" });

  it.each([
    [{}, ["how", "told_to"]],
    [{ is_signed: "no" }, ["how", "refused_why", "told_to"]],
    [{ is_told: "no", is_signed: "no" }, ["agreed_by", "withheld_why"]],
  ])("is asked only what fits: %o", (values, missing) => {
    expect(Object.keys(problemsOfAct("InformClient", told(values), NOW, false)).sort()).toEqual(missing);
  });

  it("or not, because it would harm: said by the reason alone, and typed again from it", () => {
    const fields = actFields("InformClient", "c", withheld);
    expect(fields).toMatchObject({ told_to: "", how: "", withheld_why: "i-ar face rău", agreed_by: "șefa" });
    expect(fields).not.toHaveProperty("is_told");
    expect(fields).not.toHaveProperty("is_signed");
    const command = { ...fields, kind: "InformClient", id: "x", commune_id: 1, recorded_at: NOW.toISOString() } as Command;
    expect(actFromCommand(command).values).toMatchObject({ is_told: "no", withheld_why: "i-ar face rău" });
  });
});

it.each([
  ["new", "old", ""],
  ["old", "old", "old"],
])("in a plan with the service %s, %s is chosen as '%s'", (item, chosen, left) => {
  expect(inPlan("CheckService", { item_id: chosen, progress: "bine" }, [{ id: item }])).toEqual({ item_id: left, progress: "bine" });
});

it.each([
  ["RecordCaseVisit", { stage: "assigned", subject: "child" }, ["child_opinion", "is_last"]],
  ["RecordCaseVisit", { stage: "in_services", subject: "child" }, ["child_opinion"]],
  ["RecordCaseVisit", { stage: "in_services", subject: "adult" }, []],
])("%s in a case %o asks also %j", (kind, row, asked) => {
  const some = FORMS[kind]!.fields.filter(({ stages, isOfChild }) => stages || isOfChild);
  expect(some.filter((field) => fits(field, row)).map(({ name }) => name)).toEqual(asked);
});
