import { expect, test } from "vitest";
import type { CaseFile } from "../../commune/cases.ts";
import type { Command } from "../../kernel/types.ts";
import { linesIn } from "./telling.ts";
import { waysOf } from "./ways.ts";

const visit = { kind: "RecordCaseVisit", id: "c", commune_id: 1, recorded_at: "2026-11-22T08:00:00Z", case_id: "k", purpose: "plan", synthesis: "Casa este caldă.", area: "case" } as Command;

function commune(row: object | null, functions: readonly string[] = ["social_worker"]) {
  const file = row && ({ id: "k", row: { household_id: "h", stage: "planned", is_suspended: false, is_restricted: false, ...row }, functions: new Set(functions) } as unknown as CaseFile);
  return { caseFile: () => file ?? undefined, household: (id: string) => (id === "h" ? ({} as never) : undefined) };
}

const FORM = "#/cazuri/k/act/RecordCaseVisit?card=c";
const NOTE = "#/gospodarii/h/nota?din=c";

test.each([
  ["a case that takes it, corrected", commune({}), true, { form: FORM, note: null, isStuck: false }],
  ["a case that ended, as a note", commune({ stage: "closed" }), true, { form: FORM, note: NOTE, isStuck: true }],
  ["a suspended case, as a note", commune({ is_suspended: true }), true, { form: FORM, note: NOTE, isStuck: true }],
  ["a case in which one is nothing any more, as a note", commune({}, []), true, { form: FORM, note: NOTE, isStuck: true }],
  ["by somebody who writes no notes, not as one", commune({ stage: "closed" }), false, { form: FORM, note: null, isStuck: true }],
  ["of a restricted case, not as a note", commune({ stage: "closed", is_restricted: true }), true, { form: FORM, note: null, isStuck: true }],
  ["of a household that is not here, not as a note", commune({ stage: "closed", household_id: "gone" }), true, { form: FORM, note: null, isStuck: true }],
  ["a case that is not here, by its texts", commune(null), true, { form: "#/de-hotarat/c", note: null, isStuck: true }],
])("%s", (_name, known, mayNote, ways) => expect(waysOf(visit, known, mayNote)).toEqual(ways));

test("what was typed is told with the words of its form", () => {
  expect(linesIn(visit)).toEqual(["Pentru ce a fost vizita: plan", "Ce ați văzut și ce s-a vorbit: Casa este caldă."]);
});
