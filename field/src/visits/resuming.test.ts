import { expect, test } from "vitest";
import { PATTERNS } from "../pages.ts";
import { match } from "../router.ts";
import { resumeAddress, wayOf } from "./resuming.ts";

const head = (purpose: string) => ({ id: "d", purpose, about: "a", title: "", started_at: "", saved_at: "" });

test.each([
  ["assessment", false],
  ["decisions", false],
  ["visit", false],
  ["plan", false],
  ["service", false],
  ["service item", false],
  ["photo", false],
  ["signature", false],
  ["note", false],
  ["note", true],
  ["add_person", false],
  ["correct_household", false],
  ["correct_person", true],
  ["register", false],
  ["case RegisterNotice", false],
  ["case RecordCaseVisit", false],
  ["case DiscussInMeeting", false],
  ["case SignEntry e", false],
  ["case FinishTask", false],
])("a draft of %s leads to its form", (purpose, isOfPerson) => {
  const address = resumeAddress(head(purpose), isOfPerson);
  expect(match(address, PATTERNS)?.query.get("ciorna")).toBe("d");
  expect(match(address, PATTERNS)?.name).not.toMatch(/^(household|person)$/);
  expect(wayOf(head(purpose))).not.toBe(purpose);
});

test("of a form that this version does not know, to whom it is about", () => {
  expect([resumeAddress(head("later"), false), resumeAddress(head("later"), true)]).toEqual(["#/gospodarii/a", "#/persoane/a"]);
});
