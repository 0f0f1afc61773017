// Fetching: whole pages or none, everything or what changed, and a server that went back to a backup.

import { describe, expect, it } from "vitest";

import { StandIn, type Fault } from "./testing/stand-in.ts";
import { household, id, membership, note, person, tablet, Tablet } from "./testing/tablets.ts";

function ofPull(answer: (response: Response) => Promise<Response>): Fault {
  return (path, _request, served) => (path.includes("/pull") ? served().then(answer) : undefined);
}

function cut(keep: (text: string) => string): Fault {
  return ofPull(async (response) => new Response(keep(await response.text()), { headers: response.headers }));
}

const torn: [string, Fault][] = [
  ["without its last line", cut((text) => text.trimEnd().split("\n").slice(0, -1).join("\n"))],
  ["broken off within a row", cut((text) => text.slice(0, text.length * 0.7))],
  ["broken off before anything", cut(() => "")],
  [
    "whose compressed stream breaks off",
    ofPull(async (response) => {
      const stream = new ReadableStream({ start: (controller) => controller.error(new TypeError("terminated")) });
      return new Response(stream, { headers: response.headers });
    }),
  ],
];

describe("a page", () => {
  it.each(torn)("%s is thrown away and asked for again", async (_name, fault) => {
    const server = new StandIn();
    server.put(household());
    server.faults.push(fault);
    const { session } = await tablet(server);
    expect(session.waiting.state).toBe("idle");
    expect(session.commune.households().length).toBe(1);
  });

  it("that stays torn leaves everything as it was", async () => {
    const { session, server } = await tablet();
    server.put(household());
    for (let times = 0; times < 3; times += 1) server.faults.push(torn[0]![1]);
    await session.sync();
    expect(session.commune.households()).toEqual([]);
    expect(session.waiting.state).toBe("offline");
    await session.sync();
    expect(session.commune.households().length).toBe(1);
  });

  it("of somebody else is no page", async () => {
    const { session, server } = await tablet();
    server.put(household());
    const portal = new Response("<html>", { headers: { "Content-Type": "text/html" } });
    server.faults.push((path) => (path.includes("/pull") ? Promise.resolve(portal) : undefined));
    await session.sync();
    expect(session.waiting.state).toBe("offline");
    expect(session.commune.households()).toEqual([]);
  });
});

describe("everything", () => {
  it("goes on after a restart where it was", async () => {
    const server = new StandIn();
    for (let index = 0; index < 7; index += 1) server.put(household());
    server.pageSize = 2;
    let pages = 0;
    server.faults.push((path) => {
      if (path.includes("/pull")) pages += 1;
      return pages > 2 ? Promise.reject(new TypeError("offline")) : undefined;
    });
    const on = new Tablet(server);
    await on.enrol();
    const before = on.session.commune.households().length;
    expect(before).toBe(4);
    server.asked.length = 0;
    const session = await on.restart();
    expect(session.commune.households().length).toBe(before);
    await session.sync();
    expect(session.commune.households().length).toBe(7);
    expect(server.asked.filter((call) => call.endsWith("/pull")).length).toBe(2);
  });

  it("adds first, and takes away what did not come only when all is here", async () => {
    const server = new StandIn();
    const [stays, goes] = [household(), household()];
    server.put(goes);
    server.put(stays);
    const { session } = await tablet(server);
    server.rows.delete(`household/${goes.id}`);
    server.put(household());
    server.view = "v2";
    server.pageSize = 1;
    const seen: string[][] = [];
    session.commune.subscribe(() => seen.push(session.commune.households().map((each) => each.id)));
    await session.sync();
    expect(session.commune.households().map((each) => each.id)).not.toContain(goes.id);
    expect(seen.at(0)).toContain(goes.id);
    expect(seen.every((ids) => ids.includes(stays.id))).toBe(true);
  });

  it("begins anew when the view changes between two pages", async () => {
    const server = new StandIn();
    const secret = household();
    server.put(secret);
    server.put(household());
    server.pageSize = 1;
    server.faults.push((path) => {
      if (!path.includes("page=")) return undefined;
      server.view = "v2";
      server.rows.delete(`household/${secret.id}`);
      return undefined;
    });
    const { session } = await tablet(server);
    await session.sync();
    expect(session.commune.household(secret.id)).toBeUndefined();
    expect(session.commune.households().length).toBe(1);
  });

  it("from a server that went back to a backup replaces newer rows, and gets the lost commands again", async () => {
    const server = new StandIn();
    const at = household();
    server.put(at);
    const { session } = await tablet(server);
    const backup = new Map(server.rows);
    await session.carryOut("WriteNote", { note_area: "household", text: "unu", household_id: at.id });
    await session.sync();
    server.put({ ...at, street: "Nouă" });
    await session.sync();
    expect(session.commune.household(at.id)!.row.street).toBe("Nouă");

    server.rows.clear();
    for (const [key, row] of backup) server.rows.set(key, row);
    server.journal.clear();
    Object.assign(server, { n: 1, history: "b" });
    await session.sync();
    const seen = session.commune.household(at.id)!;
    expect(seen.row.street).toBe("Morii");
    expect(seen.notes.map(({ text }) => text)).toEqual(["unu"]);
    expect([session.waiting.unsent, server.executed.length]).toEqual([0, 2]);
  });
});

describe("changes", () => {
  it("take away a household that left, with all who live in it; what came since stays", async () => {
    const server = new StandIn();
    const [gone, back, who] = [household(), household(), person()];
    for (const row of [gone, back, who, membership(gone.id, who.id), note(gone.id, "veche")]) server.put(row);
    const { session } = await tablet(server);
    expect(session.commune.member(who.id)?.household.id).toBe(gone.id);
    server.n += 1;
    const left = { kind: "departure", person_id: null, n: server.n };
    server.news.push({ ...left, id: id(), household_id: gone.id } as never, { ...left, id: id(), household_id: back.id } as never);
    server.put(back);
    await session.sync();
    expect(session.commune.household(gone.id)).toBeUndefined();
    expect([session.commune.member(who.id), session.commune.row("person", who.id)]).toEqual([undefined, undefined]);
    expect(session.commune.household(back.id)).toBeDefined();
  });

  it("drop what says of itself that it is over", async () => {
    const server = new StandIn();
    const file = { kind: "case", id: id(), label: "Țăran Ana", stage: "assigned", registered_at: "2026-11-02T08:00:00Z", household_id: null };
    const task = { kind: "task", id: id(), case_id: file.id, title: "Adeverință", due_on: "2026-11-20", over: false };
    for (const row of [file, task]) server.put(row);
    const { session } = await tablet(server);
    expect(session.commune.caseFile(file.id)!.tasks.length).toBe(1);
    server.rows.delete(`task/${task.id}`);
    server.n += 1;
    server.news.push({ ...task, n: server.n, over: true } as never);
    await session.sync();
    expect(session.commune.caseFile(file.id)!.tasks).toEqual([]);
    expect(session.commune.row("task", task.id)).toBeUndefined();
  });

  it("drop a conflict that was settled", async () => {
    const server = new StandIn();
    const at = household();
    const conflict = { kind: "conflict", id: id(), record_id: at.id, record_type: "household", field: "street", settled_at: null };
    for (const row of [at, conflict]) server.put(row);
    const { session } = await tablet(server);
    expect(session.commune.household(at.id)!.conflicts.length).toBe(1);
    server.rows.delete(`conflict/${conflict.id}`);
    server.n += 1;
    server.news.push({ ...conflict, n: server.n, settled_at: "2026-11-02T08:00:00Z" } as never);
    await session.sync();
    expect(session.commune.conflicts()).toEqual([]);
  });
});

describe("unsent work", () => {
  it("shows once, before it is sent, between sending and fetching, and after", async () => {
    const server = new StandIn();
    const at = household();
    server.put(at);
    const { session } = await tablet(server);
    const shown: number[] = [];
    session.commune.subscribe(() => shown.push(session.commune.household(at.id)!.notes.length));
    await session.carryOut("WriteNote", { note_area: "household", text: "unu", household_id: at.id });
    expect(session.commune.household(at.id)!.unsent).toBe(1);
    await session.sync();
    expect(shown.every((count) => count === 1)).toBe(true);
    expect(session.commune.household(at.id)!.unsent).toBe(0);
  });

  it("shows after a restart between sending and fetching", async () => {
    const server = new StandIn();
    const at = household();
    server.put(at);
    const on = await tablet(server);
    await on.session.carryOut("WriteNote", { note_area: "household", text: "unu", household_id: at.id });
    server.faults.push((path) => (path.includes("/pull") ? Promise.reject(new TypeError("offline")) : undefined));
    await on.session.sync();
    expect(on.session.waiting.unsent).toBe(0);
    const session = await on.restart();
    expect(session.commune.household(at.id)!.notes.map(({ text }) => text)).toEqual(["unu"]);
    await session.sync();
    expect(session.commune.household(at.id)!.notes.map(({ n }) => n)).toEqual([server.n]);
  });
});
