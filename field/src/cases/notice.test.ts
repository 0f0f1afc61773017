// A notice as it is typed: what lacks, and the command that it becomes.

import { describe, expect, it } from "vitest";

import type { Command } from "../kernel/types.ts";
import { beginNotice, noticeFields, noticeFromCommand, problemsOfNotice } from "./notice.ts";

const typed = { ...beginNotice("c", "h"), channel: "self_notice", subject: "child", name: " Țăran  Maria ", person: "p", others: "Ana\n \nIon", what: "singură acasă" };

describe("a notice", () => {
  it("says what lacks, at the field", () => {
    expect(Object.keys(problemsOfNotice({ ...beginNotice("c", ""), isUrgent: true }))).toEqual(["people", "subject", "what", "channel", "urgent_why"]);
    expect(problemsOfNotice(typed)).toEqual({});
  });

  it("names whom it is about once, and the others", () => {
    expect(noticeFields(typed)).toMatchObject({
      ...{ case_id: "c", household_id: "h", is_anonymous: true, is_urgent: false, is_restricted_case: false },
      people: [{ name: "Țăran Maria", part: "subject", person_id: "p" }, { name: "Ana", part: "other" }, { name: "Ion", part: "other" }],
    });
  });

  it("is typed again from the command that was refused", () => {
    const fields = noticeFields({ ...typed, isUrgent: true, urgent_why: "frig", isRestricted: true, reporter: "vecina" });
    expect(noticeFields(noticeFromCommand({ ...fields, kind: "RegisterNotice", id: "x" } as unknown as Command))).toEqual(fields);
  });
});
