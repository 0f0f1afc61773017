// The store of an open vault: everything that the tablet keeps for one person, sealed on the disk, plain in memory.

import type { Id } from "../kernel/types.ts";
import { sealJson, unsealJson } from "../vault/seal.ts";
import type { OpenVault } from "../vault/types.ts";
import { FIRST, packed, REST, unpacked, type Box } from "./boxes.ts";
import { openDatabase, type Database } from "./database.ts";
import { SealedDrafts } from "./drafts.ts";
import { SealedFiles } from "./files.ts";
import { Memory, type Plan } from "./memory.ts";
import { SealedMeta } from "./meta.ts";
import { SealedOutbox } from "./outbox.ts";
import { Queue } from "./queue.ts";
import { databaseOf, STORE, UPGRADES, type BoxRecord } from "./schema.ts";
import type { Applied, MetaShape, Page, Stage, Store, StoreOpening } from "./types.ts";

/** What a store needs of the world. */
export interface StorePorts {
  readonly indexedDB: IDBFactory;
  readonly now?: () => Date;
  /** Lets the page breathe between two slices; the default is a turn of the event loop. */
  readonly breathe?: () => Promise<void>;
}

/** Boxes of a slice of the second stage. */
const SLICE = 100;

/** Opens the store of a vault. Rejects with `NoSpace` when the tablet has no room for it. */
export async function openStore(vault: OpenVault, ports: StorePorts): Promise<StoreOpening> {
  const opening = await openDatabase(ports.indexedDB, databaseOf(vault.id), UPGRADES);
  return opening.state === "open" ? { state: "open", store: new SealedStore(opening.database, vault, ports) } : opening;
}

class SealedStore implements Store {
  readonly vaultId: Id;
  readonly rows = new Memory();
  readonly meta: SealedMeta;
  readonly drafts: SealedDrafts;
  readonly outbox: SealedOutbox;
  readonly files: SealedFiles;
  readonly #database: Database;
  readonly #vault: OpenVault;
  readonly #breathe: () => Promise<void>;
  readonly #queue = new Queue();
  readonly #damaged = new Set<string>();
  #stage: Stage = "nothing";
  #first: Promise<void> | undefined;
  #rest: Promise<void> | undefined;

  constructor(database: Database, vault: OpenVault, { now = () => new Date(), breathe = turn }: StorePorts) {
    const queue = new Queue();
    this.vaultId = vault.id;
    this.#database = database;
    this.#vault = vault;
    this.#breathe = breathe;
    this.meta = new SealedMeta(database, vault);
    this.drafts = new SealedDrafts(database, vault, queue);
    this.outbox = new SealedOutbox(database, vault, { drafts: this.drafts, queue, now });
    this.files = new SealedFiles(database, vault, now);
  }

  get stage(): Stage {
    return this.#stage;
  }

  get damaged(): readonly string[] {
    return [...this.#damaged];
  }

  loadFirst(): Promise<void> {
    this.#first ??= this.#readFirst().catch((error: unknown) => {
      this.#first = undefined;
      throw error;
    });
    return this.#first;
  }

  loadRest(): Promise<void> {
    this.#rest ??= this.#readRest().catch((error: unknown) => {
      this.#rest = undefined;
      throw error;
    });
    return this.#rest;
  }

  async applyPage(page: Page): Promise<Applied> {
    await this.loadRest();
    return this.#queue.run(async () => {
      const values: Partial<MetaShape> = { ...page.meta, ...(page.cursor && { cursor: page.cursor }) };
      const round = page.cursor?.round ?? this.meta.get("cursor")?.round ?? 0;
      const plan = this.rows.plan(page, round);
      const [boxes, records] = await Promise.all([this.#seal(plan), this.meta.seal(values)]);
      await this.#database.write([STORE.boxes, STORE.meta], "relaxed", (at) => {
        for (const { key, sealed } of boxes) {
          if (sealed) at.put(STORE.boxes, { key, sealed });
          else at.delete(STORE.boxes, key);
        }
        this.meta.write(at, records);
      });
      this.meta.take(values);
      return this.rows.take(plan);
    });
  }

  async forgetDamaged(): Promise<void> {
    await this.#database.write([STORE.aside], "relaxed", (at) => at.clear(STORE.aside));
    this.#damaged.clear();
  }

  close(): void {
    this.#database.close();
  }

  onClosed(listener: () => void): void {
    this.#database.onClosed(listener);
  }

  async #readFirst(): Promise<void> {
    const asides = await this.#database.keys<string>(STORE.aside);
    const names = await this.meta.load();
    for (const key of [...asides, ...names.map((name) => `meta/${name}`)]) this.#damaged.add(key);
    await Promise.all([this.outbox.load(), this.drafts.load(), this.files.load()]);
    for (const prefix of FIRST) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      await this.#open(await this.#database.all<BoxRecord>(STORE.boxes, range));
    }
    this.#stage = "first";
  }

  async #readRest(): Promise<void> {
    await this.loadFirst();
    const keys = await this.#database.keys<string>(STORE.boxes, IDBKeyRange.bound(REST, `${REST}\uffff`));
    for (let at = 0; at < keys.length; at += SLICE) {
      const [first, last] = [keys[at], keys[Math.min(at + SLICE, keys.length) - 1]];
      await this.#open(await this.#database.all<BoxRecord>(STORE.boxes, IDBKeyRange.bound(first, last)));
      await this.#breathe();
    }
    this.#stage = "whole";
  }

  async #open(records: readonly BoxRecord[]): Promise<void> {
    const boxes = new Map<string, Box>();
    const broken: BoxRecord[] = [];
    const opened = await Promise.all(
      records.map(({ key, sealed }) => unsealJson(this.#vault.dataKey, sealed, this.#about(key))),
    );
    records.forEach((record, index) => {
      const box = unpacked(opened[index]);
      if (box) boxes.set(record.key, box);
      else broken.push(record);
    });
    this.rows.take(boxes);
    if (broken.length > 0) await this.#putAside(broken);
  }

  /** A tablet too full to put a box aside leaves it where it is: what comes again takes its place. */
  async #putAside(broken: readonly BoxRecord[]): Promise<void> {
    for (const { key } of broken) this.#damaged.add(key);
    const move = this.#database.write([STORE.boxes, STORE.aside], "relaxed", (at) => {
      for (const record of broken) {
        at.put(STORE.aside, record);
        at.delete(STORE.boxes, record.key);
      }
    });
    await move.catch(() => undefined);
  }

  #seal(plan: Plan): Promise<{ readonly key: string; readonly sealed: BoxRecord["sealed"] | undefined }[]> {
    return Promise.all(
      Array.from(plan, async ([key, box]) => ({
        key,
        sealed: box.size > 0 ? await sealJson(this.#vault.dataKey, packed(box), this.#about(key)) : undefined,
      })),
    );
  }

  #about(key: string): string {
    return `${this.#vault.id}/${key}`;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
