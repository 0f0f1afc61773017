// A database of the browser: opened at its version or not at all, written in whole transactions or not at all.

import { wrap, type IDBPDatabase, type IDBPTransaction } from "idb";

import { asNoSpace } from "./quota.ts";

/** One step of the schema: from the version before it. Steps are never edited, only added. */
export type Upgrade = (database: IDBDatabase, transaction: IDBTransaction) => void;

/** `newer`: a later version of the application wrote it; nothing was changed. `blocked`: another page keeps an older one open. */
export type DatabaseOpening =
  | { readonly state: "open"; readonly database: Database }
  | { readonly state: "newer" | "blocked" };

/** A transaction as code within it sees it. Only requests of it may be awaited: it ends by itself when none is under way. */
export type Writing = IDBPTransaction<unknown, string[], "readwrite">;

/** Opens a database, upgrading it step by step to the number of `upgrades`. */
export async function openDatabase(factory: IDBFactory, name: string, upgrades: readonly Upgrade[]): Promise<DatabaseOpening> {
  let late = false;
  const request = factory.open(name, upgrades.length);
  const blocked = new Promise<"blocked">((resolve) => {
    request.onblocked = () => resolve("blocked");
  });
  request.onupgradeneeded = ({ oldVersion }) => {
    const transaction = request.transaction;
    if (transaction) for (const step of upgrades.slice(oldVersion)) step(request.result, transaction);
  };
  const opened = (wrap(request) as Promise<unknown> as Promise<IDBPDatabase>).then((database) => {
    if (late) database.close();
    return database;
  });
  try {
    const first = await Promise.race([opened, blocked]);
    if (first !== "blocked") return { state: "open", database: new Database(first) };
    late = true;
    opened.catch(() => undefined);
    return { state: "blocked" };
  } catch (error) {
    if ((error as Error).name === "VersionError") return { state: "newer" };
    throw asNoSpace(error);
  }
}

/** An open database. */
export class Database {
  readonly #database: IDBPDatabase;
  readonly #listeners = new Set<() => void>();

  constructor(database: IDBPDatabase) {
    this.#database = database;
    database.addEventListener("versionchange", () => {
      database.close();
      this.#tell();
    });
    database.addEventListener("close", () => this.#tell());
  }

  /** One record. */
  get<T>(store: string, key: IDBValidKey): Promise<T | undefined> {
    return this.#database.get(store, key) as Promise<T | undefined>;
  }

  /** Every record of a store, or of a range of its keys, in the order of keys. */
  all<T>(store: string, range?: IDBKeyRange): Promise<T[]> {
    return this.#database.getAll(store, range) as Promise<T[]>;
  }

  /** Every key of a store, or of a range. */
  keys<K extends IDBValidKey>(store: string, range?: IDBKeyRange): Promise<K[]> {
    return this.#database.getAllKeys(store, range) as Promise<K[]>;
  }

  /**
   * Writes in one transaction: all of it is kept, or nothing and this rejects, with `NoSpace` when the tablet is full.
   * `strict` returns only when it is on the disk.
   */
  async write<T>(stores: string[], durability: "strict" | "relaxed", change: (at: Writing) => Promise<T>): Promise<T> {
    const transaction = this.#database.transaction(stores, "readwrite", { durability }) as Writing;
    const done = transaction.done.catch((error: unknown) => ({ error }));
    try {
      const result = await change(transaction);
      const failed = await done;
      if (failed) throw failed.error;
      return result;
    } catch (error) {
      throw asNoSpace(await causeOf(transaction, done, error));
    }
  }

  /** Closes it; what is under way is still finished. */
  close(): void {
    this.#database.close();
  }

  /** Another page wants it upgraded or deleted, or the browser closed it: it cannot be used any more. */
  onClosed(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Ends a failed transaction; answers why it failed, which the first rejected request does not always say. */
async function causeOf(transaction: Writing, done: Promise<{ error: unknown } | void>, error: unknown): Promise<unknown> {
  try {
    transaction.abort();
  } catch {
    // it had ended by itself
  }
  const ended = await done;
  const why = transaction.error ?? (ended ? ended.error : null);
  return (why as { name?: string } | null)?.name === "QuotaExceededError" ? why : error;
}
