// A database of the browser: opened at its version or not at all, written in whole transactions or not at all.

import { wrap, type IDBPDatabase, type IDBPTransaction } from "idb";

import { asNoSpace } from "./quota.ts";

/** One step of the schema: from the version before it. Steps are never edited, only added. */
export type Upgrade = (database: IDBDatabase, transaction: IDBTransaction) => void;

/** `newer`: a later version of the application wrote it; nothing was changed. `blocked`: another page keeps an older one open. */
export type DatabaseOpening =
  | { readonly state: "open"; readonly database: Database }
  | { readonly state: "newer" | "blocked" };

type Transaction = IDBPTransaction<unknown, string[], "readwrite">;

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
  async write<T>(stores: string[], durability: "strict" | "relaxed", change: (at: Writing) => T | Promise<T>): Promise<T> {
    const transaction: Transaction = this.#database.transaction(stores, "readwrite", { durability });
    const ended = transaction.done.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    try {
      const result = await change(new Writing(transaction));
      const failed = await ended;
      if (failed) throw failed.error;
      return result;
    } catch (error) {
      abort(transaction);
      await ended;
      throw asNoSpace(transaction.error ?? error);
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

/**
 * A transaction as code within it sees it. Only `get` may be awaited: it ends by itself when nothing is under way. What
 * fails makes the whole transaction fail, which `write` tells.
 */
export class Writing {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  get<T>(store: string, key: IDBValidKey): Promise<T | undefined> {
    return this.#transaction.objectStore(store).get(key) as Promise<T | undefined>;
  }

  /** Puts a record in the place of the one with its key, if there is one. */
  put(store: string, record: unknown, key?: IDBValidKey): void {
    this.#transaction.objectStore(store).put(record, key).catch(ignored);
  }

  /** Adds a record; one with its key makes the transaction fail. */
  add(store: string, record: unknown): void {
    this.#transaction.objectStore(store).add(record).catch(ignored);
  }

  delete(store: string, key: IDBValidKey | IDBKeyRange): void {
    this.#transaction.objectStore(store).delete(key).catch(ignored);
  }

  clear(store: string): void {
    this.#transaction.objectStore(store).clear().catch(ignored);
  }
}

const ignored = (): void => undefined;

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // it had ended by itself
  }
}
