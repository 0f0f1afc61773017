// The door: adding somebody, letting her in, what she has that nobody else has, forgetting her.

import { describe, expect, it } from "vitest";

import { json, ME, NOW, StandIn } from "../sync/testing/stand-in.ts";
import { household, id, Tablet } from "../sync/testing/tablets.ts";
import { Door } from "./door.ts";

const PHRASE = "cireș luntre gutui zăpadă";
const QUICK = { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 } as const;
const ports = {
  derive: (typed: string) => Promise.resolve(new Uint8Array(32).fill(typed.length)),
  calibrate: () => Promise.resolve(QUICK),
};
const ENROLLED = { device_id: id(), secret: "s", outbox_key: btoa("k".repeat(32)), server_time: NOW, lease_days: 14, me: ME };

/** A tablet whose browser is signed in at the office, or is not. */
function signedIn(answers: { me?: unknown; devices?: () => Response } = {}) {
  const server = new StandIn();
  const asked: { path: string; method: string; headers: Headers; cookies: RequestCredentials | undefined }[] = [];
  const tablet = new Tablet(server);
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const path = String(input);
    asked.push({ path, method: init.method ?? "GET", headers: new Headers(init.headers), cookies: init.credentials });
    if (path === "/api/sync/me") return json(answers.me ?? { signed_in: true, me: ME, csrf: "token" });
    if (path === "/api/sync/devices") return answers.devices?.() ?? json(ENROLLED, 201);
    if (path === "/cont/logout/") return new Response("<html>");
    return server.fetch(input, init);
  };
  return { server, tablet, asked, door: new Door({ ...tablet.outside, fetch }, ports) };
}

async function enrolled() {
  const at = signedIn();
  at.server.put(household());
  const enrolment = await at.door.enrol("AP", PHRASE, () => undefined);
  if (enrolment.state !== "open") throw new Error(enrolment.sentence);
  const listing = await at.door.list();
  if (listing.state !== "open") throw new Error(listing.state);
  return { ...at, session: enrolment.session, vault: listing.vaults[0]!.id };
}

describe("enrolling", () => {
  it("fetches the commune, tells how far it is, and signs the office out", async () => {
    const { door, server, asked } = signedIn();
    for (let times = 0; times < 3; times += 1) server.put(household());
    server.pageSize = 2;
    const rows: number[] = [];
    const enrolment = await door.enrol("AP", PHRASE, (fetched) => rows.push(fetched.rows));
    expect(enrolment.state === "open" && enrolment.session.commune.households().length).toBe(3);
    expect(rows).toEqual([2, 3]);
    const office = asked.filter(({ cookies }) => cookies === "same-origin").map(({ method, path }) => `${method} ${path}`);
    expect(office).toEqual(["GET /api/sync/me", "POST /api/sync/devices", "GET /api/sync/me", "POST /cont/logout/"]);
    expect(asked.find(({ path }) => path === "/api/sync/devices")!.headers.get("X-CSRFToken")).toBe("token");
    expect(asked.every(({ headers, cookies }) => !headers.has("Authorization") || cookies === "omit")).toBe(true);
  });

  it("opens also when the connection breaks after it; the rest comes later", async () => {
    const { door, server } = signedIn();
    server.put(household());
    server.faults.push(() => Promise.reject(new TypeError("offline")), () => Promise.reject(new TypeError("offline")));
    const enrolment = await door.enrol("AP", PHRASE, () => undefined);
    if (enrolment.state !== "open") throw new Error(enrolment.sentence);
    expect([enrolment.session.commune.households().length, enrolment.session.lists.villages.length]).toEqual([0, 0]);
    await enrolment.session.sync();
    expect([enrolment.session.commune.households().length, enrolment.session.lists.villages.length]).toEqual([1, 1]);
  });

  it("says why not, and leaves nothing behind", async () => {
    const refusal = { reason: "device_label_missing", facts: {}, sentence: "Scrieți cum recunoașteți tableta." };
    const { door } = signedIn({ devices: () => json(refusal, 422) });
    const enrolment = await door.enrol("", PHRASE, () => undefined);
    expect(enrolment).toEqual({ state: "refused", sentence: refusal.sentence });
    expect(await door.list()).toEqual({ state: "open", vaults: [] });
  });

  it.each([
    ["out", { signed_in: false }],
    ["not_yours", { signed_in: true, csrf: "token" }],
    ["in", { signed_in: true, me: ME, csrf: "token" }],
  ])("knows who is signed in: %s", async (state, me) => {
    expect((await signedIn({ me }).door.signedIn()).state).toBe(state);
  });
});

describe("entering", () => {
  it("takes the right words only", async () => {
    const { door, session, vault } = await enrolled();
    session.close();
    expect((await door.enter(vault, "altceva")).state).toBe("wrong");
    const entering = await door.enter(vault, PHRASE);
    expect(entering.state === "open" && entering.session.commune.households().length).toBe(1);
  });

  it("asks the server when the lease has ended", async () => {
    const { door, session, tablet, server, vault } = await enrolled();
    session.close();
    tablet.millis += 15 * 86_400_000;
    server.faults.push(() => Promise.reject(new TypeError("offline")));
    expect((await door.enter(vault, PHRASE)).state).toBe("contact");
    server.standing = "revoked";
    expect((await door.enter(vault, PHRASE)).state).toBe("contact");
    expect(await door.standing(vault)).toBe("revoked");
    server.standing = "active";
    expect((await door.enter(vault, PHRASE)).state).toBe("open");
  });
});

describe("forgetting", () => {
  it("hands over first, and tells what remains here", async () => {
    const { door, session, server, vault } = await enrolled();
    await session.carryOut("WriteNote", { note_area: "household", text: "unu", household_id: id() });
    await session.files.keep(new Uint8Array(10));
    session.close();
    expect(await door.unsent(vault)).toEqual({ commands: 1, drafts: 0, photos: 1 });
    server.faults.push(() => Promise.reject(new TypeError("offline")));
    expect(await door.handOver(vault)).toEqual({ commands: 1, drafts: 0, photos: 1 });
    expect(await door.handOver(vault)).toEqual({ commands: 0, drafts: 0, photos: 1 });
    await door.forget(vault);
    expect(await door.list()).toEqual({ state: "open", vaults: [] });
  });
});

describe("practising", () => {
  it("asks nobody and keeps nothing", async () => {
    const { door, asked } = signedIn();
    const session = await door.train();
    expect([session.isTraining, session.tablet, asked]).toEqual([true, null, []]);
    expect(await door.list()).toEqual({ state: "open", vaults: [] });
  });
});
