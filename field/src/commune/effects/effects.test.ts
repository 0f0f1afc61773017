// What unsent commands show: each kind as the server will carry it out, once, and over what changes meanwhile.

import { describe, expect, it } from "vitest";

import { ANA, Commune, HAMLET, ION, LUNGA, ME, MIA, MORII, VILLAGE } from "../testing/communes.ts";

const [NEW, BABY, VISIT, OTHER] = [1, 2, 3, 4].map((last) => `0197a1a0-0000-7000-8000-0000000000f${last}`);
const members = (commune: Commune, id = MORII): (string | number | null)[][] =>
  commune.replica.household(id!)!.members.map(({ name, age, isUnsent }) => [name, age, Number(isUnsent)]);

describe("people", () => {
  const family = { household_id: NEW, village_id: VILLAGE.id, street: " Ţiglei ", members: [] as unknown[] };
  const head = { id: BABY, last_name: " Balog ", first_name: "Éva", relation: "head", identity: "cnp", cnp: "2800304990070" };

  it("are registered, the CNP fills in sex and birth", () => {
    const commune = new Commune();
    commune.carryOut("RegisterHousehold", { ...family, members: [head] });
    const seen = commune.replica.household(NEW!)!;
    expect([seen.label, seen.row.street, seen.unsent, members(commune, NEW)]).toEqual(["Balog Éva", "Țiglei", 1, [["Balog Éva", 46, 1]]]);
    expect(seen.members[0]!.person).toMatchObject({ sex: "F", birth_date: "1980-03-04", birth_year: 1980, has_cnp: true });
  });

  it("are there once when the server's own rows come before the command is done with", () => {
    const commune = new Commune();
    commune.carryOut("RegisterHousehold", { ...family, members: [head] });
    const person = { ...commune.replica.row("person", BABY!)!, kind: "person", id: BABY! };
    commune.receive({ ...commune.replica.row("household", NEW!)!, kind: "household", id: NEW! }, person, {
      ...{ kind: "membership", id: "m", household_id: NEW, person_id: BABY, relation: "head", start_date: null },
      ...{ end_date: null, end_reason: "" },
    });
    expect(members(commune, NEW)).toEqual([["Balog Éva", 46, 0]]);
    commune.settle();
    expect(members(commune, NEW)).toEqual([["Balog Éva", 46, 0]]);
  });

  it("join, leave and die", () => {
    const commune = new Commune();
    const baby = { id: BABY, last_name: "Țăran", first_name: "Ilinca", relation: "grandchild", birth_date: "2026-10-01" };
    commune.carryOut("AddPerson", { household_id: MORII, person: baby, start_date: "2026-10-01", start_reason: "born" });
    expect(members(commune).map(([name]) => name)).toEqual(["Țăran Ana", "Țăran Maria", "Țăran Ilinca"]);
    commune.carryOut("EndMembership", { household_id: MORII, person_id: MIA, end_date: "2026-11-01", end_reason: "abroad" });
    const finding = { kind: "finding", id: OTHER!, household_id: MORII, subject_id: ANA, code: "PS-01", state: "confirmed" };
    commune.receive(finding);
    commune.carryOut("RecordDeath", { person_id: ANA, death_date: "2026-11-02" });
    expect(members(commune).map(([name]) => name)).toEqual(["Țăran Ilinca"]);
    expect(commune.replica.household(MORII!)!.findings).toMatchObject([{ state: "resolved", decided_by: ME.name }]);
    expect(commune.replica.household(MORII!)!.unsent).toBe(3);
    commune.settle(commune.sent[1]!);
    expect(members(commune).map(([name]) => name)).toEqual(["Țăran Maria", "Țăran Ilinca"]);
  });
});

describe("corrections", () => {
  it("show where the value is still the one that was seen", () => {
    const commune = new Commune();
    const changes = { street: { seen: "Morii", value: " Nouă " }, number: { seen: "5", value: "6" }, village_id: { seen: VILLAGE.id, value: HAMLET.id } };
    commune.carryOut("CorrectHousehold", { household_id: MORII, changes });
    expect(commune.replica.household(MORII!)!.row).toMatchObject({ street: "Nouă", number: "4", village_id: HAMLET.id });
    commune.receive({ kind: "household", id: MORII!, street: "A colegului" });
    expect(commune.replica.household(MORII!)!.row.street).toBe("A colegului");
    commune.settle();
    expect(commune.replica.household(MORII!)!.row).toMatchObject({ street: "A colegului", village_id: VILLAGE.id });
  });

  it("of the head's name give the household its name; of a birth its year", () => {
    const commune = new Commune();
    const changes = { last_name: { seen: "Țăran", value: "Pop" }, birth_date: { seen: "1950-03-04", value: "1951-03-04" } };
    commune.carryOut("CorrectPerson", { person_id: ANA, changes });
    expect(commune.replica.household(MORII!)!.row.label).toBe("Pop Ana");
    expect(commune.replica.member(ANA)!.member.person.birth_year).toBe(1951);
  });

  it("of an identity fill in what is not known", () => {
    const commune = new Commune();
    commune.receive({ kind: "person", id: ANA, sex: "", birth_date: null });
    const changes = { identity: { seen: "none", value: "cnp" }, cnp_sealed: { seen: null, value: "2800304990070" } };
    commune.carryOut("RecordCnp", { person_id: ANA, changes });
    const known = { identity: "cnp", has_cnp: true, sex: "F", birth_date: "1980-03-04" };
    expect(commune.replica.member(ANA)!.member.person).toMatchObject(known);
  });

  it("settle a conflict with the value that was chosen", () => {
    const commune = new Commune();
    commune.receive({ kind: "conflict", id: OTHER!, record_id: MORII, record_type: "household", field: "street", settled_at: null });
    commune.carryOut("SettleConflict", { conflict_id: OTHER, seen: "Morii", value: "Nouă" });
    expect([commune.replica.conflicts(), commune.replica.household(MORII!)!.row.street]).toEqual([[], "Nouă"]);
  });
});

describe("the census", () => {
  const interview = (fields: Readonly<Record<string, unknown>>) => ({
    ...{ household_id: MORII, assessment_id: VISIT, edition: 1, started_at: "2026-11-02T08:00:00Z" },
    ...{ ended_at: "2026-11-02T08:40:00Z", people: [MIA], household: { G03: 1 }, persons: [{ E01: 8 }], ...fields },
  });
  const found = (commune: Commune): (string | number)[][] =>
    commune.replica
      .household(MORII!)!
      .findings.filter(({ subject_id }) => subject_id === MIA)
      .map(({ code, state, n }) => [code, state, n]);

  it("shows the visit, its answers by area, what is found, the state of the dwelling and the plan done", () => {
    const commune = new Commune();
    commune.receive({ kind: "planned_visit", id: OTHER!, household_id: MORII, purpose: "census", state: "planned", planned_on: "2026-11-02" });
    commune.carryOut("RecordAssessment", interview({}));
    const seen = commune.replica.household(MORII!)!;
    expect(seen.assessments).toMatchObject([{ id: VISIT, outcome: 1, people: [MIA] }]);
    expect(seen.answers.map(({ area, persons }) => [area, persons]).sort()).toEqual([["education", [{ E01: 8 }]], ["household", []]]);
    expect([seen.row.dwelling_state, seen.planned[0]!.state]).toEqual(["visited", "done"]);
    expect(found(commune).length).toBeGreaterThan(0);
    expect(found(commune).every(([, state, n]) => state === "proposed" && n === 0)).toBe(true);
  });

  it("resolves what is no longer so, and leaves a refuted finding on the same answers", () => {
    const commune = new Commune();
    commune.carryOut("RecordAssessment", interview({}));
    const rows = commune.replica.household(MORII!)!.findings.map((row, index) => ({ ...row, id: `f${index}` }));
    commune.settle();
    commune.receive(...rows);
    expect(found(commune).length).toBe(rows.filter(({ subject_id }) => subject_id === MIA).length);
    commune.carryOut("RecordAssessment", interview({ assessment_id: NEW, persons: [{ E01: 4 }], ended_at: "2026-11-03T08:00:00Z" }));
    expect(found(commune).filter(([code]) => String(code).startsWith("E")).every(([, state]) => state === "resolved")).toBe(true);
    commune.settle();
    commune.receive(...rows.map((row) => ({ ...row, state: "refuted" as const })));
    commune.carryOut("RecordAssessment", interview({ assessment_id: NEW }));
    expect(found(commune).every(([, state]) => state === "refuted")).toBe(true);
  });

  it("shows nothing of what its author may not read", () => {
    const commune = new Commune();
    commune.carryOut("RecordAssessment", interview({ people: [ANA], persons: [{ S13: [3] }], household: { G03: 1, G08: [7] } }));
    const { answers, findings } = commune.replica.household(MORII!)!;
    expect(answers.map(({ area }) => area).filter((area) => !ME.reads.includes(area))).toEqual([]);
    expect(findings.filter(({ veil }) => !ME.reads.includes(veil))).toEqual([]);
  });

  it("takes decisions, and none about what changed meanwhile", () => {
    const commune = new Commune();
    const finding = { kind: "finding", household_id: MORII, subject_id: MORII, state: "proposed", note: "" };
    commune.receive({ ...finding, id: NEW! }, { ...finding, id: OTHER!, state: "resolved" });
    const decisions = [NEW, OTHER].map((finding_id) => ({ finding_id, seen_state: "proposed", decision: "refuted", note: "  nu e așa " }));
    commune.carryOut("DecideFindings", { household_id: MORII, decisions });
    const states = commune.replica.household(MORII!)!.findings.map(({ state, note }) => [state, note]);
    expect(states).toEqual([["refuted", "nu e așa"], ["resolved", ""]]);
  });
});

describe("the work", () => {
  it("is planned, called off, done, with services and pictures", () => {
    const commune = new Commune();
    const seen = () => commune.replica.household(LUNGA!)!;
    const plan = { household_id: LUNGA, visit_id: VISIT, planned_on: "2026-11-25", purpose: "monitoring", note: "" };
    commune.carryOut("PlanVisit", plan);
    commune.carryOut("PlanVisit", { ...plan, visit_id: OTHER, planned_on: "2026-11-24" });
    expect(seen().planned.map(({ id }) => id)).toEqual([OTHER, VISIT]);
    commune.carryOut("CallOffVisit", { visit_id: OTHER, reason: "plouă" });
    const times = { started_at: "2026-11-25T08:00:00Z", ended_at: "2026-11-25T09:00:00Z" };
    const visit = { ...times, purpose: "monitoring", outcome: "met", present: [ION], report: "Bine." };
    commune.carryOut("RecordVisit", { household_id: LUNGA, visit_id: NEW, planned_id: VISIT, ...visit });
    expect(seen().planned.map(({ state }) => state)).toEqual(["called_off", "done"]);
    expect([seen().lastVisit, seen().visits[0]!.author]).toEqual([times.ended_at, ME.name]);
    const service = { household_id: LUNGA, service_id: BABY, person_id: ION, code: "X", delivered_on: "2026-11-25" };
    commune.carryOut("RecordService", service);
    const picture = { household_id: LUNGA, attachment_id: OTHER, what: "photo", digest: "d", size: 1, media_type: "image/jpeg" };
    commune.carryOut("AttachFile", { ...picture, taken_at: times.ended_at, consent: "Ion" });
    commune.carryOut("WriteNote", { person_id: ION, note_area: "household", text: " O \n\n\n\n notă " });
    expect([seen().services.length, seen().attachments.length, seen().notes[0]!.text]).toEqual([1, 1, "O\n\nnotă"]);
    expect(seen().unsent).toBe(commune.sent.length);
  });

  it("of a kind that is not known here shows nothing and does no harm", () => {
    const commune = new Commune();
    commune.carryOut("PraiseHousehold", { household_id: LUNGA });
    commune.carryOut("RegisterHousehold", { household_id: NEW });
    expect(commune.replica.household(LUNGA!)!.unsent).toBe(1);
    expect(commune.replica.household(NEW!)).toBeUndefined();
  });
});
