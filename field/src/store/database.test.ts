// The database under what browsers do to it: upgrades, closings out of nowhere, disks that do not take what is written.

import "fake-indexeddb/auto";

import { forceCloseDatabase, IDBFactory as FakeFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";

import { openDatabase, type Database, type Upgrade } from "./database.ts";

const FIRST: Upgrade = (database) => database.createObjectStore("notes", { keyPath: "id" });
const SECOND: Upgrade = (database, transaction) => {
  database.createObjectStore("more");
  transaction.objectStore("notes").put({ id: "made by the upgrade" });
};
const BROKEN: Upgrade = () => {
  throw new Error("a mistake in the upgrade");
};

/** A disk whose connections can be closed behind the application's back, and then not opened again for a while. */
class Disk {
  readonly factory: IDBFactory = new FakeFactory();
  readonly connections: IDBDatabase[] = [];
  refuses: DOMException | undefined;

  constructor() {
    const open = this.factory.open.bind(this.factory);
    this.factory.open = (name, version) => {
      if (this.refuses) throw this.refuses;
      const request = open(name, version);
      request.addEventListener("success", () => this.connections.push(request.result));
      return request;
    };
  }

  closeAll(): void {
    for (const one of this.connections.splice(0)) forceCloseDatabase(one as unknown as Parameters<typeof forceCloseDatabase>[0]);
  }
}

async function opened(disk: Disk, upgrades: readonly Upgrade[] = [FIRST]): Promise<Database> {
  const opening = await openDatabase(disk.factory, "test", upgrades);
  if (opening.state !== "open") throw new Error(opening.state);
  return opening.database;
}

const save = (database: Database, id: string): Promise<void> => database.write(["notes"], "strict", (at) => at.put("notes", { id }));

const ids = async (database: Database): Promise<string[]> => (await database.all<{ id: string }>("notes")).map(({ id }) => id);

describe("an upgrade", () => {
  it("runs the steps that lack, and keeps what was there", async () => {
    const disk = new Disk();
    const old = await opened(disk);
    await save(old, "old");
    old.close();
    expect(await ids(await opened(disk, [FIRST, SECOND]))).toEqual(["made by the upgrade", "old"]);
  });

  it("that fails leaves everything as it was", async () => {
    const disk = new Disk();
    const old = await opened(disk);
    await save(old, "old");
    old.close();
    await expect(openDatabase(disk.factory, "test", [FIRST, SECOND, BROKEN])).rejects.toThrow();
    expect(await ids(await opened(disk))).toEqual(["old"]);
  });
});

describe("a connection that the browser closed", () => {
  it("is opened again by the next thing that is done", async () => {
    const disk = new Disk();
    const database = await opened(disk);
    let told = 0;
    database.onClosed(() => (told += 1));
    for (const id of ["one", "two"]) {
      await save(database, id);
      disk.closeAll();
    }
    expect(await ids(database)).toEqual(["one", "two"]);
    expect(told).toBe(0);
  });

  it("cannot be opened while the disk is full, and can afterwards", async () => {
    const disk = new Disk();
    const database = await opened(disk);
    disk.closeAll();
    disk.refuses = new DOMException("full", "QuotaExceededError");
    await expect(save(database, "one")).rejects.toMatchObject({ name: "NoSpace" });
    disk.refuses = undefined;
    await save(database, "two");
    expect(await ids(database)).toEqual(["two"]);
  });

  it("stays closed when we closed it", async () => {
    const disk = new Disk();
    const database = await opened(disk);
    database.close();
    await expect(save(database, "one")).rejects.toMatchObject({ name: "InvalidStateError" });
    expect(disk.connections).toHaveLength(1);
  });
});

describe("a transaction", () => {
  it("keeps nothing when something of it fails", async () => {
    const database = await opened(new Disk());
    await save(database, "one");
    const twice = database.write(["notes"], "strict", (at) => {
      at.put("notes", { id: "two" });
      at.add("notes", { id: "one" });
    });
    await expect(twice).rejects.toMatchObject({ name: "ConstraintError" });
    const broken = database.write(["notes"], "strict", (at) => {
      at.put("notes", { id: "three" });
      throw new TypeError("a mistake in the code");
    });
    await expect(broken).rejects.toThrow(TypeError);
    expect(await ids(database)).toEqual(["one"]);
  });
});
