// Sealed JSON by name: who the tablet works for, where its pull stands, the lists, what the person set.

import type { OpenVault } from "../vault/types.ts";
import { sealJson, unsealJson } from "../vault/seal.ts";
import type { Database } from "./database.ts";
import { STORE, type MetaRecord } from "./schema.ts";
import type { Meta, MetaShape } from "./types.ts";
import type { Writing } from "./writing.ts";

/** The named values of an open vault, in memory and on the disk. */
export class SealedMeta implements Meta {
  readonly #database: Database;
  readonly #vault: OpenVault;
  #values: Partial<MetaShape> = {};

  constructor(database: Database, vault: OpenVault) {
    this.#database = database;
    this.#vault = vault;
  }

  get<K extends keyof MetaShape>(name: K): MetaShape[K] | undefined {
    return this.#values[name];
  }

  async set(values: Partial<MetaShape>): Promise<void> {
    const records = await this.seal(values);
    await this.#database.write([STORE.meta], "relaxed", (at) => this.write(at, records));
    this.take(values);
  }

  /** Reads everything; answers the names that could not be read. They are as if they had never been there. */
  async load(): Promise<string[]> {
    const damaged: string[] = [];
    for (const { name, sealed } of await this.#database.all<MetaRecord>(STORE.meta)) {
      const value = await unsealJson<never>(this.#vault.dataKey, sealed, this.#about(name));
      if (value === undefined) damaged.push(name);
      else this.#values = { ...this.#values, [name]: value };
    }
    return damaged;
  }

  /** Seals values, to be written in a transaction of somebody else. */
  seal(values: Partial<MetaShape>): Promise<MetaRecord[]> {
    return Promise.all(
      Object.entries(values).map(async ([name, value]) => ({
        name,
        sealed: await sealJson(this.#vault.dataKey, value, this.#about(name)),
      })),
    );
  }

  /** Writes sealed values; `take` makes them seen once they are on the disk. */
  write(at: Writing, records: readonly MetaRecord[]): void {
    for (const record of records) at.put(STORE.meta, record);
  }

  take(values: Partial<MetaShape>): void {
    this.#values = { ...this.#values, ...values };
  }

  #about(name: string): string {
    return `${this.#vault.id}/meta/${name}`;
  }
}
