// Comparing, pictures, the clock, and tablets that the server hears no more.

import { wrap, type IDBPDatabase } from "idb";
import { describe, expect, it } from "vitest";

import { NOW, StandIn } from "./testing/stand-in.ts";
import { household, id, note, tablet, Tablet } from "./testing/tablets.ts";

/** Every box of rows on the disk loses a bit. */
async function spoil(factory: IDBFactory): Promise<void> {
  for (const { name = "" } of await factory.databases()) {
    if (!name.startsWith("impreuna-")) continue;
    const database = await opened(factory, name);
    const boxes = database.transaction("boxes", "readwrite").objectStore("boxes");
    for (const box of (await boxes.getAll()) as { sealed: Uint8Array }[]) {
      box.sealed[20]! ^= 1;
      await boxes.put(box);
    }
    database.close();
  }
}

function opened(factory: IDBFactory, name: string): Promise<IDBPDatabase> {
  return wrap(factory.open(name)) as Promise<unknown> as Promise<IDBPDatabase>;
}

describe("comparing", () => {
  it("puts right what differs, and finds nothing the second time", async () => {
    const server = new StandIn();
    const at = household();
    for (const row of [at, note(at.id, "unu"), note(at.id, "doi")]) server.put(row);
    const { session } = await tablet(server);
    const [missed, changed] = [note(at.id, "trei"), [...server.rows.values()].find(({ kind }) => kind === "note")!];
    // As if the tablet had lost them: the server's clock does not tell.
    server.rows.set(`note/${missed.id}`, { ...missed, n: server.n } as never);
    server.rows.set(`note/${changed.id}`, { ...changed, n: server.n, text: "altfel" } as never);
    expect(await session.tablet.check()).toBeGreaterThan(0);
    expect(session.commune.household(at.id)!.notes.map(({ text }) => text).sort()).toEqual(["altfel", "doi", "trei"]);
    expect(await session.tablet.check()).toBe(0);
  });

  it("takes away what the server does not have", async () => {
    const server = new StandIn();
    const [stays, goes] = [household(), household()];
    for (const row of [stays, goes]) server.put(row);
    const { session } = await tablet(server);
    server.rows.delete(`household/${goes.id}`);
    await session.tablet.check();
    expect(session.commune.households().map((each) => each.id)).toEqual([stays.id]);
  });

  it("fetches everything where nearly all differs", async () => {
    const server = new StandIn();
    const { session } = await tablet(server);
    for (let digit = 0; digit < 40; digit += 1) {
      const row = { ...household(id((digit % 16).toString(16))), kind: digit < 16 ? "household" : digit < 32 ? "person" : "note" };
      server.rows.set(`${row.kind}/${row.id}`, { ...row, n: 0 } as never);
    }
    server.n += 1;
    await session.sync();
    expect(await session.tablet.check()).toBe(0);
    expect(session.commune.households().length).toBe(16);
  });

  it("fetches again what could not be read any more", async () => {
    const server = new StandIn();
    const at = household();
    for (const row of [at, note(at.id, "unu")]) server.put(row);
    const on = await tablet(server);
    on.session.close();
    await spoil(on.outside.indexedDB);
    const session = await on.restart();
    expect(session.commune.households()).toEqual([]);
    await session.sync();
    expect(session.commune.household(at.id)!.notes.map(({ text }) => text)).toEqual(["unu"]);
  });

  it("is not reached without the server", async () => {
    const { session, server } = await tablet();
    server.faults.push(() => Promise.reject(new TypeError("offline")));
    expect(await session.tablet.check()).toBeNull();
  });
});

describe("pictures", () => {
  const PICTURE = new Uint8Array(700_000).map((_, index) => index % 251);
  const attach = (digest: string) => ({ household_id: id(), attachment_id: id(), what: "photo", digest, size: PICTURE.length });

  it("go on where the connection broke off", async () => {
    const { session, server } = await tablet();
    const digest = await session.files.keep(PICTURE);
    await session.carryOut("AttachFile", attach(digest));
    let parts = 0;
    server.faults.push((_path, { method }) => {
      if (method === "PATCH") parts += 1;
      return parts > 1 ? Promise.reject(new TypeError("offline")) : undefined;
    });
    await session.sync();
    expect(server.pictures.get(digest)!.bytes).toBeGreaterThan(0);
    expect(session.waiting.photos).toBe(1);
    await session.sync();
    expect(server.pictures.get(digest)).toEqual({ bytes: PICTURE.length, total: PICTURE.length });
    expect(session.waiting.photos).toBe(0);
  });

  it("go on where the server says, when it has another opinion", async () => {
    const { session, server } = await tablet();
    const digest = await session.files.keep(PICTURE);
    await session.carryOut("AttachFile", attach(digest));
    server.faults.push((_path, { method }) => {
      if (method !== "HEAD") return undefined;
      return Promise.resolve(new Response(null, { headers: { "Upload-Offset": "262144", "Upload-Complete": "0" } }));
    });
    await session.sync();
    expect(server.pictures.get(digest)).toEqual({ bytes: PICTURE.length, total: PICTURE.length });
  });

  it("wait until somebody says what they are", async () => {
    const { session, server } = await tablet();
    await session.files.keep(PICTURE);
    await session.sync();
    expect([server.pictures.size, session.waiting.photos]).toEqual([0, 0]);
    await session.carryOut("AttachFile", { digest: await session.files.keep(PICTURE) });
    expect(session.waiting.photos).toBe(1);
  });
});

describe("the clock", () => {
  it("is the server's, and never goes back behind what was recorded", async () => {
    const on = new Tablet(new StandIn());
    on.millis = Date.parse(NOW) - 3_600_000;
    await on.enrol();
    expect(on.session.now().toISOString()).toBe(NOW);
    expect(on.session.tablet.clockAhead).toBe(-60);
    on.millis += 600_000;
    const command = await on.session.carryOut("CallOffVisit", { visit_id: id(), reason: "" });
    on.millis -= 300_000;
    expect(on.session.now().toISOString()).toBe(command.recorded_at);
  });
});

describe("a session that was closed", () => {
  it("asks nothing more, also when it was asking just then", async () => {
    const { session, server } = await tablet();
    server.faults.push((path, _request, answer) => {
      if (!path.includes("/pull")) return undefined;
      session.close();
      return answer();
    });
    server.put(household());
    server.asked.length = 0;
    await session.sync();
    await session.sync();
    expect(server.asked).toEqual(["GET /api/sync/pull"]);
  });
});

describe("a tablet that the server hears no more", () => {
  const unsent = async (on: Tablet) => {
    await on.session.carryOut("WriteNote", { note_area: "household", text: "unu", household_id: id() });
    const moments = { started_at: NOW, saved_at: NOW };
    await on.session.drafts.save({ id: id(), purpose: "visit", about: id(), title: "", content: {}, ...moments });
  };

  it.each(["revoked", "ended"] as const)("hands over what is unsent, then goes: %s", async (standing) => {
    const on = await tablet();
    await unsent(on);
    on.server.standing = standing;
    await on.session.sync();
    expect([on.session.standing, await on.vaults()]).toEqual(["closed", 0]);
    expect(on.session.farewell).toContain("s-a predat");
    expect(on.server.handedOver.length).toBe(1);
    expect(on.server.executed).toEqual([]);
  });

  it("keeps everything, sealed, when handing over fails", async () => {
    const on = await tablet();
    await unsent(on);
    on.server.standing = "revoked";
    on.server.faults.push((path) => (path.endsWith("/handover") ? Promise.reject(new TypeError("offline")) : undefined));
    await on.session.sync();
    expect([on.session.standing, await on.vaults()]).toEqual(["closed", 1]);
    expect(on.session.farewell).toContain("rămâne pe tabletă");
  });

  it("keeps its pictures when only the role ended", async () => {
    const on = await tablet();
    await on.session.files.keep(new Uint8Array(100));
    on.server.standing = "ended";
    await on.session.sync();
    expect([on.session.standing, await on.vaults()]).toEqual(["closed", 1]);
  });

  it("goes on with its work when the server does not know it", async () => {
    const on = await tablet();
    await unsent(on);
    const unknown = { reason: "device_unknown", facts: {}, sentence: "" };
    on.server.faults.push(() => {
      return Promise.resolve(new Response(JSON.stringify(unknown), { status: 401, headers: { "Content-Type": "application/json" } }));
    });
    await on.session.sync();
    expect(on.session.waiting).toMatchObject({ unsent: 1, state: "refused" });
    expect([on.session.standing, await on.vaults()]).toEqual(["open", 1]);
  });
});
