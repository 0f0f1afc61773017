// The commune to practise with: what is done in it shows at once, and is nowhere else.

import { describe, expect, it } from "vitest";

import { newId } from "../kernel/ids.ts";
import { TrainingSession } from "./training.ts";

const around = {
  schedule: () => () => undefined,
  now: () => Date.parse("2026-11-22T09:00:00Z"),
  random: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
};

function family(session: TrainingSession) {
  const household_id = newId(around);
  const person = { id: newId(around), last_name: "Țărănescu", first_name: "Ioan", relation: "head", birth_year: 1950 };
  const child = { ...person, id: newId(around), first_name: "Ilinca", relation: "child", birth_year: 2015 };
  const village_id = session.lists.villages[0]!.id;
  return { household_id, village_id, members: [person, child], street: "Lungă", number: "12" };
}

describe("practising", () => {
  it("has people, findings and villages from the start", () => {
    const { commune, lists } = new TrainingSession(around);
    expect(commune.isWhole).toBe(true);
    const households = commune.households();
    expect(households.length).toBeGreaterThan(20);
    expect(households.every(({ label, address }) => label !== "" && address !== "")).toBe(true);
    expect(households.some(({ findings }) => findings.length > 0)).toBe(true);
    expect(lists.villages.map(({ name }) => name)).toContain(households[0]!.village);
  });

  it("shows a registered household at once, in search too", async () => {
    const session = new TrainingSession(around);
    const [fields, before] = [family(session), session.commune.version];
    await session.carryOut("RegisterHousehold", fields);
    expect(session.commune.version).toBeGreaterThan(before);
    const seen = session.commune.household(fields.household_id)!;
    expect(seen.members.map(({ name, age }) => [name, age])).toEqual([["Țărănescu Ioan", 76], ["Țărănescu Ilinca", 11]]);
    expect(seen.address).toContain("Lungă 12");
    expect(session.commune.search("taran ion").map(({ member }) => member?.name)).toEqual(["Țărănescu Ioan"]);
    expect(session.commune.households()).toContain(seen);
  });

  it("proposes what an interview shows, and lets it be decided", async () => {
    const session = new TrainingSession(around);
    const fields = family(session);
    await session.carryOut("RegisterHousehold", fields);
    const [, child] = fields.members;
    const interview = {
      ...{ household_id: fields.household_id, assessment_id: newId(around), edition: session.lists.current.number },
      ...{ started_at: "2026-11-22T08:00:00.000Z", ended_at: "2026-11-22T08:40:00.000Z" },
      ...{ people: [child!.id], household: { G03: 1 }, persons: [{ E01: 8 }] },
    };
    await session.carryOut("RecordAssessment", interview);
    const household = session.commune.household(fields.household_id)!;
    expect(household.row.dwelling_state).toBe("visited");
    expect(household.lastVisit).toBe(interview.ended_at);
    const [finding] = household.findings.filter(({ subject_id }) => subject_id === child!.id);
    expect(finding).toMatchObject({ state: "proposed", is_person: true });

    const decision = { finding_id: finding!.id, seen_state: "proposed", decision: "confirmed", note: "" };
    await session.carryOut("DecideFindings", { household_id: fields.household_id, decisions: [decision] });
    const decided = session.commune.household(fields.household_id)!.findings.find(({ id }) => id === finding!.id);
    expect(decided).toMatchObject({ state: "confirmed", decided_by: session.me.name });
  });

  it("throws away the draft of what was carried out", async () => {
    const session = new TrainingSession(around);
    const fields = family(session);
    const moments = { started_at: "2026-11-22T08:00:00.000Z", saved_at: "2026-11-22T08:10:00.000Z" };
    const draft = { id: newId(around), purpose: "register", about: fields.household_id, title: "", content: {}, ...moments };
    await session.drafts.save(draft);
    await session.carryOut("RegisterHousehold", fields, draft.id);
    expect(session.drafts.list()).toEqual([]);
  });

  it("takes no digits that everybody would try", async () => {
    await expect(new TrainingSession(around).setPin("123456")).rejects.toThrow(RangeError);
  });

  it("covers the screen with digits, and closes after five wrong ones", async () => {
    const session = new TrainingSession(around);
    await session.setPin("482915");
    session.lock();
    expect(session.standing).toBe("covered");
    expect(await session.uncover("482915")).toBe("open");
    session.lock();
    for (const left of [4, 3, 2, 1, 0]) expect(await session.uncover("000000")).toBe(left);
    expect(session.standing).toBe("closed");
  });

  it("does not close without digits while something is being typed", () => {
    const session = new TrainingSession(around);
    const release = session.hold();
    session.lock();
    expect(session.standing).toBe("open");
    release();
    expect(session.standing).toBe("closed");
  });
});
