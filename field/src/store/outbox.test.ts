// Commands, drafts and cards: nothing that was typed is lost, nothing is sent twice without need.

import { describe, expect, it } from "vitest";

import type { Outcome } from "../kernel/types.ts";
import type { Draft } from "../session/session.ts";
import { fromBase64, unsealJson } from "../vault/seal.ts";
import { openDatabase } from "./database.ts";
import { sealedLeftovers } from "./leftovers.ts";
import { databaseOf, STORE, UPGRADES, type SealedRecord } from "./schema.ts";
import { command, newStore, restarted, storeOf, type Kept } from "./testing/stores.ts";

const outcome = (id: string, fields: Partial<Outcome> = {}): Outcome => ({
  id,
  status: "applied",
  original: null,
  n: 12,
  reason: null,
  field: null,
  facts: {},
  sentence: "",
  ...fields,
});

const draft = (id: string, fields: Partial<Draft> = {}): Draft => ({
  id,
  purpose: "visit",
  about: "h1",
  title: "Vizită la Zăvoianu",
  started_at: "2026-11-02T08:00:00.000Z",
  saved_at: "2026-11-02T08:01:00.000Z",
  content: { report: "Copiii erau singuri." },
  ...fields,
});

const ids = (entries: readonly { envelope: { command: { id: string } } }[]) => entries.map(({ envelope }) => envelope.command.id);

/** The disk fills while this store is written. */
async function whileFull(store: string, work: () => Promise<unknown>): Promise<void> {
  const { put, add } = IDBObjectStore.prototype;
  const refuse = (method: typeof put) =>
    function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === store) throw new DOMException("full", "QuotaExceededError");
      return method.apply(this, args);
    };
  Object.assign(IDBObjectStore.prototype, { put: refuse(put), add: refuse(add) });
  try {
    await work();
  } finally {
    Object.assign(IDBObjectStore.prototype, { put, add });
  }
}

describe("the outbox", () => {
  it("counts upwards, through restarts and emptiness", async () => {
    const kept = await newStore();
    await Promise.all(["c1", "c2", "c3"].map((id) => kept.store.outbox.append(command(id))));
    const again = await restarted(kept);
    expect(again.outbox.waiting.map(({ envelope }) => envelope.counter)).toEqual([1, 2, 3]);
    await again.outbox.settle(["c1", "c2", "c3"].map((id) => outcome(id)));
    kept.clock.pass(31 * 24 * 60);
    await again.outbox.prune(12);
    expect(again.outbox.entries).toEqual([]);
    again.close();
    const third = await storeOf(kept, kept.vault);
    expect((await third.outbox.append(command("c4"))).envelope).toEqual({
      counter: 4,
      device_at: kept.clock.now().toISOString(),
      command: command("c4"),
    });
  });

  it("keeps a command once, however often it is appended", async () => {
    const { store } = await newStore();
    await Promise.all([store.outbox.append(command("c1")), store.outbox.append(command("c1"))]);
    expect(ids(store.outbox.entries)).toEqual(["c1"]);
  });

  it("gives no counter twice to two pages of one vault", async () => {
    const kept = await newStore();
    const other = await storeOf(kept, kept.vault);
    await Promise.all([kept.store.outbox.append(command("c1")), other.outbox.append(command("c2"))]);
    await kept.store.outbox.append(command("c3"));
    const again = await restarted(kept);
    expect(again.outbox.waiting.map(({ envelope }) => envelope.counter)).toEqual([1, 2, 3]);
    expect(new Set(ids(again.outbox.waiting))).toEqual(new Set(["c1", "c2", "c3"]));
  });

  it("takes the draft away with the command, or keeps both as they were", async () => {
    const kept = await newStore();
    await kept.store.drafts.save(draft("d1"));
    await whileFull("outbox", async () => {
      const refused = kept.store.outbox.append(command("c1"), { draft: "d1" });
      await expect(refused).rejects.toMatchObject({ name: "NoSpace" });
    });
    const again = await restarted(kept);
    expect([again.outbox.entries.length, again.drafts.list().length]).toEqual([0, 1]);
    expect((await again.outbox.append(command("c1"), { draft: "d1" })).envelope.counter).toBe(1);
    expect(again.drafts.list()).toEqual([]);
    again.close();
    const third = await storeOf(kept, kept.vault);
    expect([ids(third.outbox.waiting), third.drafts.list()]).toEqual([["c1"], []]);
  });

  it("does not let a late save bring back a draft that was carried out", async () => {
    const { store } = await newStore();
    const [saved, appended] = [store.drafts.save(draft("d1")), store.outbox.append(command("c1"), { draft: "d1" })];
    await Promise.all([saved, appended]);
    expect([store.drafts.list(), await store.drafts.open("d1")]).toEqual([[], undefined]);
  });
});

describe("an answer", () => {
  const answered = async (...outcomes: Outcome[]): Promise<Kept> => {
    const kept = await newStore();
    for (const { id } of outcomes) await kept.store.outbox.append(command(id));
    await kept.store.outbox.settle(outcomes);
    return kept;
  };

  it.each([
    [outcome("c1"), "sent", "applied", 0],
    [outcome("c1", { status: "duplicate", original: "applied" }), "sent", "applied", 0],
    [outcome("c1", { status: "conflict" }), "sent", "conflict", 0],
    [outcome("c1", { status: "rejected", reason: "no" }), "sent", "rejected", 1],
    [outcome("c1", { status: "duplicate", original: "rejected" }), "sent", "rejected", 1],
    [outcome("c1", { status: "held", n: null, reason: "role_ended" }), "sent", "held", 0],
    [outcome("c1", { status: "held", n: null, reason: "not_understood" }), "waiting", null, 0],
  ] as const)("%j leaves it %s, %s, cards: %i", async (given, state, status, cards) => {
    const kept = await answered(given);
    for (const store of [kept.store, await restarted(kept)]) {
      expect(store.outbox.entries.map((entry) => [entry.state, entry.status])).toEqual([[state, status]]);
      expect(store.outbox.cards).toHaveLength(cards);
    }
  });

  it("to something unknown is passed over", async () => {
    const { store } = await answered(outcome("c1"));
    expect(await store.outbox.settle([outcome("nobody", { status: "rejected" })])).toEqual([]);
  });

  it("is kept until its effects were seen, and thirty days more", async () => {
    const { store, clock } = await answered(outcome("c1", { n: 12 }));
    clock.pass(40 * 24 * 60);
    await store.outbox.prune(11);
    expect(store.outbox.entries).toHaveLength(1);
    await store.outbox.prune(12);
    expect(store.outbox.entries).toHaveLength(0);
  });

  it("is asked for again of a server that went back to a backup, but for what was refused", async () => {
    const kept = await answered(outcome("c1"), outcome("c2", { status: "conflict" }), outcome("c3", { status: "rejected" }));
    await kept.store.outbox.sendAllAgain();
    for (const store of [kept.store, await restarted(kept)]) expect(ids(store.outbox.waiting)).toEqual(["c1", "c2"]);
  });

  it("that refuses makes a card, which goes when it is corrected or put aside", async () => {
    const no = (id: string) => outcome(id, { status: "rejected", reason: "unknown_village", sentence: "Satul nu există." });
    const kept = await answered(no("c1"), no("c2"));
    expect(kept.store.outbox.cards[0]).toMatchObject({ envelope: { counter: 1 }, outcome: { reason: "unknown_village" } });
    await kept.store.outbox.append(command("c3"), { card: "c1" });
    await kept.store.outbox.putAside("c2");
    for (const store of [kept.store, await restarted(kept)]) {
      expect(store.outbox.cards).toEqual([]);
      expect(ids(store.outbox.waiting)).toEqual(["c3"]);
    }
  });
});

describe("drafts", () => {
  it("are there after a restart, the last one first", async () => {
    const kept = await newStore();
    let told = 0;
    kept.store.drafts.subscribe(() => (told += 1));
    await kept.store.drafts.save(draft("d1"));
    await kept.store.drafts.save(draft("d2", { saved_at: "2026-11-02T09:00:00.000Z" }));
    await kept.store.drafts.save(draft("d1", { content: { report: "Mai bine." } }));
    const again = await restarted(kept);
    expect(again.drafts.list().map(({ id }) => id)).toEqual(["d2", "d1"]);
    expect(await again.drafts.open("d1")).toMatchObject({ content: { report: "Mai bine." } });
    await again.drafts.discard("d1");
    expect([await again.drafts.open("d1"), again.drafts.list().length, told]).toEqual([undefined, 1, 3]);
  });

  it("keep what was saved before when the tablet is full", async () => {
    const { store } = await newStore();
    await store.drafts.save(draft("d1"));
    await whileFull("drafts", async () => {
      await expect(store.drafts.save(draft("d1", { content: {} }))).rejects.toMatchObject({ name: "NoSpace" });
    });
    expect(await store.drafts.open("d1")).toEqual(draft("d1"));
  });
});

describe("what cannot be read", () => {
  it("is told, stays where it is, and keeps nothing else from being read", async () => {
    const kept = await newStore();
    const { outbox, drafts } = kept.store;
    for (const id of ["c1", "c2", "c3"]) await outbox.append(command(id));
    await outbox.settle([outcome("c3", { status: "rejected" })]);
    for (const id of ["d1", "d2"]) await drafts.save(draft(id));
    kept.store.close();
    const opening = await openDatabase(kept.factory, databaseOf(kept.vault.id), UPGRADES);
    if (opening.state !== "open") throw new Error(opening.state);
    await opening.database.write([STORE.outbox, STORE.drafts, STORE.cards], "strict", async (at) => {
      const places = [
        [STORE.outbox, 1],
        [STORE.drafts, "d1"],
        [STORE.cards, "c3"],
      ] as const;
      for (const [store, key] of places) {
        const record = await at.get<SealedRecord>(store, key);
        at.put(store, { ...record, sealed: record?.sealed.map((byte) => byte ^ 1) });
      }
    });
    opening.database.close();
    const again = await storeOf(kept, kept.vault);
    expect([...again.outbox.damaged].sort()).toEqual(["c1", "c3", "d1"]);
    expect([ids(again.outbox.waiting), again.drafts.list().map(({ id }) => id)]).toEqual([["c2"], ["d2"]]);
    expect(again.outbox.cards).toEqual([]);
    expect((await again.outbox.append(command("c4"))).envelope.counter).toBe(4);
    expect(await sealedLeftovers(kept.factory, kept.vault.id)).toHaveLength(5);
  });
});

describe("what a locked tablet hands over", () => {
  it("is what waits and what was begun, sealed for the server alone", async () => {
    const kept = await newStore();
    const { store, vault } = kept;
    for (const id of ["c1", "c2"]) await store.outbox.append(command(id, { text: "Zăvoianu" }));
    await store.outbox.settle([outcome("c1")]);
    await store.drafts.save(draft("d1"));
    store.close();
    const leftovers = await sealedLeftovers(kept.factory, vault.id);
    expect(leftovers.map(({ id, counter, what }) => [id, counter, what])).toEqual([["c2", 2, "command"], ["d1", 0, "draft"]]);
    const [first, second] = leftovers.map(({ sealed }) => fromBase64(sealed));
    if (!first || !second) throw new Error("two were expected");
    expect(await unsealJson(vault.outboxKey, first, "c2")).toMatchObject({ counter: 2, command: { text: "Zăvoianu" } });
    expect(await unsealJson(vault.outboxKey, second, "d1")).toEqual(draft("d1"));
    expect(await unsealJson(vault.outboxKey, first, "c1")).toBe(undefined);
    expect(await unsealJson(vault.dataKey, first, "c2")).toBe(undefined);
  });

  it("is nothing of a vault that is not there, and makes no database", async () => {
    const { factory } = await newStore();
    const before = await factory.databases();
    expect(await sealedLeftovers(factory, "nobody")).toEqual([]);
    expect(await factory.databases()).toEqual(before);
  });
});
