// What unsent acts in cases show: as the server will carry them out.

import { describe, expect, it } from "vitest";

import { Commune, ME, MORII, ANA } from "../testing/communes.ts";

const id = (last: number): string => `0197a1a0-0000-7000-8000-0000000001${String(last).padStart(2, "0")}`;
const [CASE, ENTRY, DUTY, TASK, PLAN, ITEM, OTHER] = [1, 2, 3, 4, 5, 6, 7].map(id) as [string, string, string, string, string, string, string];
const NOTICE = {
  ...{ case_id: CASE, channel: "self_notice", subject: "child", household_id: MORII, what: "Copilul nu mai vine la școală.", is_urgent: true },
  people: [{ name: " Ţăran Maria ", part: "subject", person_id: ANA }, { name: "Țăran Ana", part: "parent" }],
  ...{ reporter: "Vecina", reporter_contact: "0700 1", reporter_relation: "vecină" },
};

function case_(commune: Commune, stage: string, more: Readonly<Record<string, unknown>> = {}): void {
  commune.receive({ kind: "case", id: CASE, household_id: MORII, label: "Țăran Maria", year: 2026, number: 3, subject: "child", stage, is_suspended: false, registered_at: "2026-11-01T08:00:00Z", ...more });
}

const duty = (key: string, code = "SMO-3.1"): { kind: string; id: string } & Record<string, unknown> => ({
  ...{ kind: "obligation", id: DUTY, case_id: CASE, code, key, due_at: "2026-11-04T08:00:00Z", warn_at: "2026-11-03T08:00:00Z" },
  ...{ responsible_id: null, responsible: "", responsible_kind: "evaluator", label: "", over: false },
});

const plan = (commune: Commune): void =>
  commune.receive(
    { kind: "case_entry", id: PLAN, case_id: CASE, act: "DraftPlan", recorded_at: "2026-10-01T08:00:00Z", content: { type: "services", items: [{ id: ITEM, title: "Meditații", starts_on: "2026-10-02" }] } },
    { kind: "case_entry", id: OTHER, case_id: CASE, act: "EndorseEntry", about_id: PLAN, recorded_at: "2026-10-02T08:00:00Z", content: { decision: "endorsed" } },
  );

describe("a notice", () => {
  it("opens a case that has no number yet, and does not tell who told it", () => {
    const commune = new Commune();
    commune.carryOut("RegisterNotice", NOTICE);
    const [file] = commune.replica.cases();
    expect(file!.row).toMatchObject({ id: CASE, n: 0, number: 0, label: "Țăran Maria", stage: "registered", is_urgent: true, household_id: MORII });
    expect(file!.people.map(({ name, part }) => [name, part])).toEqual([["Țăran Maria", "subject"], ["Țăran Ana", "parent"]]);
    expect(file!.entries.map(({ act, author, content }) => [act, author, content["what"], content["reporter"]])).toEqual([["RegisterNotice", ME.name, NOTICE.what, undefined]]);
    expect([file!.unsent, [...file!.functions]]).toEqual([1, ["social_worker"]]);
  });

  it("stays one case when the server's rows come before the command is done with", () => {
    const commune = new Commune();
    commune.carryOut("RegisterNotice", NOTICE);
    case_(commune, "registered");
    expect(commune.replica.cases().map(({ row }) => row.number)).toEqual([3]);
    commune.settle();
    expect(commune.replica.cases().map(({ row, people }) => [row.number, people.length])).toEqual([[3, 0]]);
  });
});

describe("an act in a case", () => {
  it("is an entry of its dossier with what it said, and goes when it was refused", () => {
    const commune = new Commune();
    case_(commune, "registered");
    commune.carryOut("NoteContact", { case_id: CASE, with_whom: "bunica", how: "phone", said: "vine mâine", late_reason: " ", happened_at: "2026-11-02T07:00:00Z" });
    const [entry] = commune.replica.caseFile(CASE)!.entries;
    expect(entry).toMatchObject({ act: "NoteContact", n: 0, area: "case", author_id: ME.user_id, stated_at: "2026-11-02T07:00:00Z", late_reason: "" });
    expect(entry!.content).toEqual({ with_whom: "bunica", how: "phone", said: "vine mâine" });
    commune.settle();
    expect(commune.replica.caseFile(CASE)!.entries).toEqual([]);
  });

  it("moves the case on where the server will", () => {
    const commune = new Commune();
    case_(commune, "registered");
    commune.carryOut("RecordInitialEvaluation", { case_id: CASE, situation: "singuri" });
    expect(commune.replica.caseFile(CASE)!.row.stage).toBe("evaluated");
    commune.settle();
    case_(commune, "planned");
    commune.carryOut("CheckService", { case_id: CASE, item_id: ITEM, started: true, progress: "bine" });
    expect(commune.replica.caseFile(CASE)!.row.stage).toBe("in_services");
  });

  it("takes away what was due and is done, and brings it back when it was refused", () => {
    const commune = new Commune();
    case_(commune, "registered");
    commune.receive(duty(ENTRY));
    expect(commune.replica.caseFile(CASE)!.obligations.map(({ code }) => code)).toEqual(["SMO-3.1"]);
    commune.carryOut("RecordInitialEvaluation", { case_id: CASE, situation: "singuri" });
    expect(commune.replica.caseFile(CASE)!.obligations).toEqual([]);
    commune.settle();
    expect(commune.replica.caseFile(CASE)!.obligations.length).toBe(1);
  });

  it("shows how a service of the plan goes", () => {
    const commune = new Commune();
    case_(commune, "planned");
    plan(commune);
    const states = (): unknown => commune.replica.caseFile(CASE)!.plan!.items.map(({ item, state }) => [item.title, state]);
    expect(states()).toEqual([["Meditații", "unchecked"]]);
    commune.carryOut("CheckService", { case_id: CASE, item_id: ITEM, started: false, progress: "", not_started_why: "nu e profesor" });
    expect(states()).toEqual([["Meditații", "not_started"]]);
  });

  it("shows nothing in a case that this tablet does not have", () => {
    const commune = new Commune();
    commune.carryOut("NoteContact", { case_id: CASE, said: "" });
    expect(commune.replica.cases()).toEqual([]);
  });
});

describe("a task", () => {
  it("is gone once it is done", () => {
    const commune = new Commune();
    case_(commune, "assigned");
    commune.receive({ kind: "task", id: TASK, case_id: CASE, title: "Adeverință", assigned_to_id: ME.user_id, due_on: "2026-11-20", over: false });
    expect(commune.replica.caseFile(CASE)!.tasks.length).toBe(1);
    commune.carryOut("FinishTask", { task_id: TASK, result: "luată" });
    expect(commune.replica.caseFile(CASE)!.tasks).toEqual([]);
  });
});
