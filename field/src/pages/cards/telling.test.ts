import { expect, test } from "vitest";
import type { Command } from "../../kernel/types.ts";
import { fieldsWith, formOf, textsOf, whatOf, whoOf } from "./telling.ts";

const command = (kind: string, fields: object): Command => ({ kind, id: "c", commune_id: 1, recorded_at: "2026-11-22T08:00:00Z", ...fields });
const commune = {
  household: (id: string) => (id === "h" ? ({ label: "Țăran Ana" } as never) : undefined),
  member: () => undefined,
  row: (kind: string, id: string) =>
    (kind === "person" && id === "p" ? { last_name: "Pop", first_name: "Ion" } : kind === "planned_visit" && id === "v" ? { household_id: "h" } : undefined) as never,
};

test.each([
  ["a person", { person_id: "p", household_id: "h" }, "Pop Ion"],
  ["a household", { household_id: "h" }, "Țăran Ana"],
  ["somebody new", { household_id: "new", members: [{ last_name: "Rus", first_name: "Eva", relation: "head" }] }, "Rus Eva"],
  ["a planned visit", { visit_id: "v" }, "Țăran Ana"],
  ["whom a notice names", { case_id: "new", people: [{ name: "Ana", part: "parent" }, { name: "Ioana", part: "subject" }] }, "Ioana"],
  ["nobody known", { household_id: "gone" }, ""],
])("about %s", (_name, fields, who) => expect(whoOf(command("X", fields), commune)).toBe(who));

test.each([
  ["RegisterHousehold", {}, "#/gospodarii/noua?card=c"],
  ["WriteNote", { household_id: null, person_id: "p" }, "#/persoane/p/nota?card=c"],
  ["AttachFile", { household_id: "h", what: "signature" }, "#/gospodarii/h/semnatura?card=c"],
  ["RegisterNotice", { case_id: "k", household_id: "h" }, "#/cazuri/nou?card=c"],
  ["RecordCaseVisit", { case_id: "k" }, "#/cazuri/k/act/RecordCaseVisit?card=c"],
  ["SignEntry", { case_id: "k", about_id: "e" }, "#/cazuri/k/semnatura/e?card=c"],
  ["FinishTask", { task_id: "t" }, "#/sarcini/t?card=c"],
  ["DiscussInMeeting", { case_id: "k", meeting_id: "m" }, null],
  ["RecordDeath", { person_id: "p" }, null],
])("%s is corrected in its form", (kind, fields, form) => expect(formOf(command(kind, fields))).toBe(form));

test("a kind that this version does not know is told as it is", () => {
  expect(whatOf(command("Later", {}))).toBe("Later");
});

test("only what was typed can be typed again; the rest goes along", () => {
  const death = command("RecordDeath", { person_id: "p", death_date: "2026-11-30" });
  expect(textsOf(death)).toEqual({ death_date: "2026-11-30" });
  expect(fieldsWith(death, { death_date: "2026-11-20" })).toEqual({ person_id: "p", death_date: "2026-11-20" });
});
