// Who may do what in a case, by the server's own table.

import { describe, expect, it } from "vitest";

import { explain } from "../../i18n/reasons.ts";
import type { CaseMemberRow } from "../../kernel/types.ts";
import { areasFor, contentOf, functionsOf, isEnded, refusalOf } from "./acts.ts";

const me = { user_id: "ana", role: "social_worker" };
const member = (user_id: string, name: string, until: string | null = null): CaseMemberRow => ({ user_id, function: name, until }) as CaseMemberRow;
const standing = (stage: string, is_suspended = false): { stage: string; is_suspended: boolean } => ({ stage, is_suspended });
const worker = new Set(["social_worker"]);

describe("what somebody is in a case", () => {
  it("is what her role is until a responsible is designated", () => {
    expect([...functionsOf(me, [])]).toEqual(["social_worker"]);
    expect([...functionsOf(me, [member("ion", "responsible")])]).toEqual([]);
    expect([...functionsOf(me, [member("ana", "responsible")])]).toEqual(["responsible"]);
    expect([...functionsOf(me, [member("ana", "nurse"), member("ion", "technician")])]).toEqual(["nurse", "social_worker"]);
  });

  it("ends with her membership", () => expect([...functionsOf({ ...me, role: "community_nurse" }, [member("ana", "nurse", "2026-01-01")])]).toEqual([]));
});

describe("an act", () => {
  it("is done in its stages by who may", () => {
    expect(refusalOf("RecordInitialEvaluation", standing("registered"), worker)).toBeNull();
    expect(refusalOf("CheckService", standing("in_services"), new Set(["nurse"]))).toBeNull();
  });

  it.each([
    ["wrong_stage", "CheckService", standing("registered"), worker],
    ["case_ended", "NoteContact", standing("closed"), worker],
    ["case_suspended", "NoteContact", standing("planned", true), worker],
    ["not_your_function", "RecordInitialEvaluation", standing("registered"), new Set(["nurse"])],
  ])("is refused: %s, in whole sentences", (reason, kind, stands, functions) => {
    const refusal = refusalOf(kind, stands, functions)!;
    expect(refusal.reason).toBe(reason);
    expect(explain(refusal.reason, refusal.facts)).not.toMatch(/[{}]/);
  });
});

it("a report is told in the area of its profession, a visit where the head reads it", () => {
  const writes = (area: string): boolean => ["health", "household", "protection", "identity"].includes(area);
  expect(areasFor("RecordSpecialistReport", new Set(["nurse"]), writes)).toEqual(["health", "case"]);
  expect(areasFor("RecordSpecialistReport", new Set(["responsible"]), writes)).toEqual(["case"]);
  expect(areasFor("RecordCaseVisit", new Set(["nurse"]), writes)).toEqual(["case", "household", "protection"]);
});

it("an entry says what the server writes where the command is silent", () =>
  expect(contentOf("SignEntry", { signer: "Ana" })).toEqual({ signer: "Ana", attachment_id: null }));

it("three stages are ends", () => expect(["closed", "not_confirmed", "transferred", "planned"].map(isEnded)).toEqual([true, true, true, false]));
