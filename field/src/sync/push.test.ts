// Sending: the order, what is lost on the way, what the server does not take.

import { describe, expect, it } from "vitest";

import type { Envelope } from "../kernel/types.ts";
import { batchOf, inOrder, MOST_COMMANDS } from "./outbox.ts";
import { json, type Fault } from "./testing/stand-in.ts";
import { household, id, tablet } from "./testing/tablets.ts";

function envelope(counter: number, kind: string, fields: Readonly<Record<string, unknown>>): Envelope {
  const command = { ...fields, kind, id: id(), commune_id: 7, recorded_at: "2026-11-02T08:00:00.000Z" };
  return { counter, device_at: command.recorded_at, command };
}

function order(...envelopes: Envelope[]): number[] {
  return inOrder(envelopes).map(({ counter }) => counter);
}

describe("the order", () => {
  const [one, other, visit, member] = [id(), id(), id(), id()];

  it("is that of the work when nothing is urgent", () => {
    expect(order(envelope(1, "WriteNote", { note_area: "household" }), envelope(2, "WriteNote", {}))).toEqual([1, 2]);
  });

  it("puts what is urgent first, after all that it stands on", () => {
    const sent = order(
      envelope(1, "WriteNote", { household_id: one, note_area: "household" }),
      envelope(2, "RegisterHousehold", { household_id: other, members: [{ id: member }] }),
      envelope(3, "WriteNote", { household_id: one, note_area: "household" }),
      envelope(4, "CorrectPerson", { person_id: member, changes: {} }),
      envelope(5, "RecordAssessment", { household_id: other, people: [member], household: { G08: [3] }, persons: [{}] }),
    );
    expect(sent).toEqual([2, 4, 5, 1, 3]);
  });

  it.each([
    ["violence told", "RecordAssessment", { household: {}, persons: [{ F01: 3 }] }],
    ["a note on protection", "WriteNote", { note_area: "protection" }],
    ["an urgent visit", "RecordVisit", { purpose: "urgent" }],
    ["an urgent visit to come", "PlanVisit", { purpose: "urgent" }],
    ["a notice of danger", "RegisterNotice", { is_urgent: true, is_restricted_case: false }],
    ["a notice of violence", "RegisterNotice", { is_urgent: false, is_restricted_case: true }],
    ["an emergency", "RecordEmergency", {}],
  ])("knows what is urgent: %s", (_name, kind, fields) => {
    expect(order(envelope(1, "CallOffVisit", { visit_id: visit }), envelope(2, kind, fields))).toEqual([2, 1]);
  });

  it.each([
    ["no emergency", "RecordAssessment", { household: { G08: [0] }, persons: [{ F01: 1 }] }],
    ["an unanswered question", "RecordAssessment", { household: { G08: "?" }, persons: [] }],
    ["another visit", "RecordVisit", { purpose: "monitoring" }],
  ])("knows what is not: %s", (_name, kind, fields) => {
    expect(order(envelope(1, "CallOffVisit", { visit_id: visit }), envelope(2, kind, fields))).toEqual([1, 2]);
  });

  it("fills no more at once than the server takes", () => {
    const small = Array.from({ length: 60 }, (_, index) => envelope(index, "WriteNote", { text: "x" }));
    expect(batchOf(small).length).toBe(MOST_COMMANDS);
    const large = Array.from({ length: 4 }, (_, index) => envelope(index, "WriteNote", { text: "ș".repeat(200_000) }));
    expect(batchOf(large).length).toBe(2);
    expect(batchOf([envelope(1, "WriteNote", { text: "x".repeat(3_000_000) })]).length).toBe(1);
  });
});

const lost: Fault = (path, _request, answer) =>
  path.endsWith("/push") ? answer().then(() => Promise.reject(new TypeError("the connection broke"))) : undefined;

describe("sending", () => {
  const write = (text: string, household_id: string) => ({ note_area: "household", text, household_id });

  it("carries everything out once, also when the answer is lost", async () => {
    const { session, server } = await tablet();
    const at = id();
    server.put(household(at));
    server.faults.push(lost);
    await session.carryOut("WriteNote", write("unu", at));
    await session.sync();
    expect(session.waiting).toMatchObject({ unsent: 1, state: "offline" });
    expect(session.waiting.sentence).not.toBe("");
    await session.sync();
    expect(session.waiting).toMatchObject({ unsent: 0, state: "idle", sentence: "" });
    expect(server.executed.length).toBe(1);
    expect(session.commune.household(at)!.notes.map(({ text }) => text)).toEqual(["unu"]);
  });

  it("sends once more what no fetching has shown, should the server have gone back to a backup since", async () => {
    const { session, server } = await tablet();
    const at = id();
    server.put(household(at));
    await session.sync();
    await session.carryOut("WriteNote", write("unu", at));
    server.faults.push((path) => (path.includes("/pull?") ? Promise.reject(new TypeError("the connection broke")) : undefined));
    await session.sync();
    expect(session.waiting).toMatchObject({ unsent: 0, state: "offline" });
    const [note] = server.executed.splice(0);
    server.journal.delete(note!);
    server.rows.delete(`note/${note}`);
    server.n -= 1;
    await session.sync();
    expect(server.executed).toEqual([note]);
    expect(session.commune.household(at)!.notes.map(({ text }) => text)).toEqual(["unu"]);
    server.asked.length = 0;
    await session.sync();
    expect(server.asked).not.toContain("POST /api/sync/push");
  });

  it("sends what waits in parts, and again what was not answered", async () => {
    const { session, server } = await tablet();
    for (let index = 0; index < 55; index += 1) await session.carryOut("WriteNote", write(`${index}`, id()));
    server.faults.push((path, _request, answer) =>
      path.endsWith("/push")
        ? answer().then(async (response) => {
            const said = (await response.json()) as { outcomes: unknown[] };
            return json({ ...said, outcomes: said.outcomes.slice(0, 3) });
          })
        : undefined,
    );
    await session.sync();
    expect(session.waiting.unsent).toBe(0);
    expect(server.executed.length).toBe(55);
  });

  it("keeps what the server does not understand yet, and goes on", async () => {
    const { session, server } = await tablet();
    server.unknown.add("WriteNote");
    await session.carryOut("WriteNote", write("unu", id()));
    await session.carryOut("CallOffVisit", { visit_id: id(), reason: "" });
    await session.sync();
    expect(session.outbox.map(({ command }) => command.kind)).toEqual(["WriteNote"]);
    expect(session.waiting).toMatchObject({ state: "idle", unsent: 1 });
    expect(session.waiting.sentence).toContain("mai vechi");
    server.unknown.clear();
    await session.sync();
    expect(session.waiting).toMatchObject({ unsent: 0, sentence: "" });
  });

  it("makes a card of what is refused; a corrected one takes its place", async () => {
    const { session, server } = await tablet();
    server.refused.add("WriteNote");
    await session.carryOut("WriteNote", write("unu", id()));
    await session.sync();
    const [card] = session.cards;
    expect(card!.outcome.reason).toBe("not_found");
    server.refused.clear();
    await session.sendAgain(card!, write("doi", id()));
    expect(session.cards).toEqual([]);
    await session.sync();
    expect(server.executed.length).toBe(1);
  });

  it("asks for a newer application when it is too old, and keeps all", async () => {
    const { session, server } = await tablet();
    await session.carryOut("WriteNote", write("unu", id()));
    server.faults.push((path) =>
      path.endsWith("/push") ? Promise.resolve(json({ reason: "app_too_old", facts: {}, sentence: "" }, 426)) : undefined,
    );
    await session.sync();
    expect(session.waiting).toMatchObject({ unsent: 1, state: "refused" });
    expect(session.waiting.sentence).toContain("prea veche");
  });

  it("takes a portal's page for no answer at all", async () => {
    const { session, server } = await tablet();
    await session.carryOut("WriteNote", write("unu", id()));
    const portal = new Response("<html>", { status: 403, headers: { "Content-Type": "text/html" } });
    server.faults.push((path) => (path.endsWith("/push") ? Promise.resolve(portal) : undefined));
    await session.sync();
    expect(session.waiting).toMatchObject({ unsent: 1, state: "offline" });
    expect(session.standing).toBe("open");
  });
});
