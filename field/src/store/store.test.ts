// Rows: a page is kept as a whole, read again after a restart, and what breaks is put aside.

import { describe, expect, it } from "vitest";

import type { Row } from "../kernel/types.ts";
import { databaseOf, STORE, UPGRADES, type BoxRecord } from "./schema.ts";
import { openDatabase } from "./database.ts";
import { openStore } from "./store.ts";
import {
  answers,
  cursor,
  HOUSEHOLD,
  household,
  membership,
  newStore,
  note,
  person,
  PERSON,
  restarted,
  type Kept,
} from "./testing/stores.ts";

const rowsOf = (rows: { all(): Iterable<Row> }): unknown[] =>
  [...rows.all()].map(({ kind, n }) => `${kind} ${n}`).sort();

async function damage({ factory, vault }: Kept, key: string): Promise<void> {
  const opening = await openDatabase(factory, databaseOf(vault.id), UPGRADES);
  if (opening.state !== "open") throw new Error(opening.state);
  await opening.database.write([STORE.boxes], "strict", async (at) => {
    const record = await at.get<BoxRecord>(STORE.boxes, key);
    at.put(STORE.boxes, { key, sealed: record?.sealed.map((byte, index) => (index === 20 ? byte ^ 1 : byte)) });
  });
  opening.database.close();
}

describe("a page", () => {
  it("is there after a restart, with its cursor", async () => {
    const kept = await newStore();
    const rows = [household(3), person(4), membership(5), note(6), answers(7, "health"), answers(8, "school")];
    const applied = await kept.store.applyPage({ rows, cursor: cursor(8) });
    expect(applied.changed).toHaveLength(6);
    const again = await restarted(kept);
    expect(rowsOf(again.rows)).toEqual(rowsOf(kept.store.rows));
    expect(again.rows.get(`person/${PERSON}`)).toEqual(person(4));
    expect(again.rows.ofHousehold(HOUSEHOLD)).toHaveLength(5);
    expect(again.meta.get("cursor")).toEqual(cursor(8));
  });

  it("replaces what is older, and leaves what is newer", async () => {
    const { store } = await newStore();
    await store.applyPage({ rows: [household(3), person(4)] });
    const applied = await store.applyPage({ rows: [household(5, "Strada Nouă"), person(2, "Veche")] });
    expect(applied).toEqual({ changed: [`household/${HOUSEHOLD}`], removed: [] });
    expect(store.rows.get(`household/${HOUSEHOLD}`)).toMatchObject({ street: "Strada Nouă" });
    expect(store.rows.get(`person/${PERSON}`)).toMatchObject({ n: 4 });
  });

  it("moves a row between households, and forgets what is gone", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(1), membership(2), note(3)] });
    const applied = await kept.store.applyPage({ rows: [membership(4, "other")], gone: [`note/${note(3).id}`] });
    expect(applied).toEqual({ changed: [`membership/${membership(4).id}`], removed: [`note/${note(3).id}`] });
    const again = await restarted(kept);
    expect(rowsOf(again.rows)).toEqual(["household 1", "membership 4"]);
    expect(again.rows.ofHousehold("other")).toHaveLength(1);
  });

  it("drops a row and takes it again, older, in one page", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(7), note(3)] });
    await kept.store.applyPage({ rows: [household(5)], gone: [`household/${HOUSEHOLD}`, `note/${note(3).id}`] });
    for (const store of [kept.store, await restarted(kept)]) expect(rowsOf(store.rows)).toEqual(["household 5"]);
  });

  it("retires, at the end of a round, what did not come in it", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(1), note(2), person(3)], cursor: cursor(3, 1) });
    await kept.store.applyPage({ rows: [household(1)], cursor: { ...cursor(3, 2), page: "p2" } });
    const again = await restarted(kept);
    expect(rowsOf(again.rows)).toEqual(["household 1", "note 2", "person 3"]);
    const applied = await again.applyPage({ rows: [person(3)], retireBefore: 2, cursor: cursor(9, 2) });
    expect(applied.removed).toEqual([`note/${note(2).id}`]);
    expect(rowsOf(again.rows)).toEqual(["household 1", "person 3"]);
  });

  it("keeps kinds and fields that this version does not know", async () => {
    const kept = await newStore();
    const strange = { kind: "omen", id: "x1", n: 1, household_id: HOUSEHOLD, sign: { of: ["owl"] } } as Row;
    await kept.store.applyPage({ rows: [strange, { kind: "weather", id: "x2", n: 2 }] });
    const again = await restarted(kept);
    expect(again.rows.get("omen/x1")).toEqual(strange);
    expect([...again.rows.ofKind("weather")]).toHaveLength(1);
  });

  it("changes nothing, on the disk or in memory, when the tablet is full", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(1)], cursor: cursor(1) });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === STORE.meta) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, args);
    };
    try {
      const page = { rows: [household(2, "Strada Nouă")], cursor: cursor(2) };
      await expect(kept.store.applyPage(page)).rejects.toMatchObject({ name: "NoSpace" });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    for (const store of [kept.store, await restarted(kept)]) {
      expect(store.rows.get(`household/${HOUSEHOLD}`)).toEqual(household(1));
      expect(store.meta.get("cursor")).toEqual(cursor(1));
    }
  });
});

describe("opening", () => {
  it("reads what the list of households needs first", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(1), person(2), membership(3), note(4)] });
    kept.store.close();
    const opening = await openStore(kept.vault, { indexedDB: kept.factory });
    if (opening.state !== "open") throw new Error(opening.state);
    const { store } = opening;
    await store.loadFirst();
    expect([store.stage, ...rowsOf(store.rows)]).toEqual(["first", "household 1", "membership 3", "person 2"]);
    await store.loadRest();
    expect([store.stage, rowsOf(store.rows).length]).toEqual(["whole", 4]);
  });

  it("puts a damaged box aside and goes on", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(1), person(2), note(3)] });
    await damage(kept, `a/${HOUSEHOLD}`);
    await damage(kept, `b/${HOUSEHOLD}`);
    const again = await restarted(kept);
    expect(rowsOf(again.rows)).toEqual(["person 2"]);
    expect([...again.damaged]).toEqual([`a/${HOUSEHOLD}`, `b/${HOUSEHOLD}`]);
    again.close();
    const third = await restarted(kept);
    expect(third.damaged).toHaveLength(2);
    await third.applyPage({ rows: [household(1), note(3)] });
    await third.forgetDamaged();
    third.close();
    const fourth = await restarted(kept);
    expect([fourth.damaged.length, rowsOf(fourth.rows).length]).toEqual([0, 3]);
  });

  it("opens nothing of another vault", async () => {
    const kept = await newStore();
    await kept.store.applyPage({ rows: [household(1)], cursor: cursor(1) });
    kept.store.close();
    const other = await newStore();
    const stolen = { ...kept.vault, dataKey: other.vault.dataKey };
    const opening = await openStore(stolen, { indexedDB: kept.factory });
    if (opening.state !== "open") throw new Error(opening.state);
    await opening.store.loadRest();
    expect(rowsOf(opening.store.rows)).toEqual([]);
    expect(opening.store.damaged).toContain("meta/cursor");
  });

  it("leaves a database of a later version as it is", async () => {
    const kept = await newStore();
    kept.store.close();
    const later = [...UPGRADES, () => undefined];
    const opening = await openDatabase(kept.factory, databaseOf(kept.vault.id), later);
    if (opening.state === "open") opening.database.close();
    expect(await openStore(kept.vault, { indexedDB: kept.factory })).toEqual({ state: "newer" });
  });

  it("tells an older page that a newer one takes over", async () => {
    const kept = await newStore();
    let closed = 0;
    kept.store.onClosed(() => (closed += 1));
    const later = [...UPGRADES, (database: IDBDatabase) => void database.createObjectStore("new")];
    expect((await openDatabase(kept.factory, databaseOf(kept.vault.id), later)).state).toBe("open");
    expect(closed).toBe(1);
    await expect(kept.store.applyPage({ rows: [household(1)] })).rejects.toThrow();
  });

  it("says when an older page does not give way", async () => {
    const kept = await newStore();
    kept.store.close();
    const request = kept.factory.open(databaseOf(kept.vault.id));
    await new Promise((resolve) => (request.onsuccess = resolve));
    const later = [...UPGRADES, () => undefined];
    expect(await openDatabase(kept.factory, databaseOf(kept.vault.id), later)).toEqual({ state: "blocked" });
    request.result.close();
  });
});
