// A database of the browser: opened at its version or not at all, written in whole transactions or not at all, opened
// again when the browser closes it, as it does when the disk fills.

import { wrap, type IDBPDatabase } from "idb";

import { asNoSpace } from "./quota.ts";
import { written, type Writing } from "./writing.ts";

/** One step of the schema: from the version before it. Steps are never edited, only added. */
export type Upgrade = (database: IDBDatabase, transaction: IDBTransaction) => void;

/** `newer`: a later version of the application wrote it; nothing was changed. `blocked`: another page keeps an older one open. */
export type DatabaseOpening =
  | { readonly state: "open"; readonly database: Database }
  | { readonly state: "newer" | "blocked" };

/** Opens a database, upgrading it step by step to the number of `upgrades`. */
export async function openDatabase(factory: IDBFactory, name: string, upgrades: readonly Upgrade[]): Promise<DatabaseOpening> {
  const request = factory.open(name, upgrades.length);
  request.onupgradeneeded = ({ oldVersion }) => {
    const transaction = request.transaction;
    if (transaction) for (const step of upgrades.slice(oldVersion)) step(request.result, transaction);
  };
  const opened = connected(request);
  const blocked = new Promise<undefined>((resolve) => {
    request.onblocked = () => resolve(undefined);
  });
  try {
    const connection = await Promise.race([opened, blocked]);
    if (!connection) {
      opened.then((late) => late.close()).catch(() => undefined);
      return { state: "blocked" };
    }
    const again = (): Promise<IDBPDatabase> => connected(factory.open(name, upgrades.length));
    return { state: "open", database: new Database(connection, again) };
  } catch (error) {
    if ((error as Error).name === "VersionError") return { state: "newer" };
    throw asNoSpace(error);
  }
}

const connected = (request: IDBOpenDBRequest): Promise<IDBPDatabase> => wrap(request) as Promise<unknown> as Promise<IDBPDatabase>;

/** An open database. */
export class Database {
  readonly #again: () => Promise<IDBPDatabase>;
  readonly #listeners = new Set<() => void>();
  #connection: Promise<IDBPDatabase> | undefined;
  /** It was closed for good: by us, or because another page takes it over. */
  #isGone = false;

  constructor(connection: IDBPDatabase, again: () => Promise<IDBPDatabase>) {
    this.#again = again;
    this.#connection = Promise.resolve(this.#watched(connection));
  }

  /** One record. */
  get<T>(store: string, key: IDBValidKey): Promise<T | undefined> {
    return this.#run((at) => at.get(store, key) as Promise<T | undefined>);
  }

  /** Every record of a store, or of a range of its keys, in the order of keys. */
  all<T>(store: string, range?: IDBKeyRange): Promise<T[]> {
    return this.#run((at) => at.getAll(store, range) as Promise<T[]>);
  }

  /** Every key of a store, or of a range. */
  keys<K extends IDBValidKey>(store: string, range?: IDBKeyRange): Promise<K[]> {
    return this.#run((at) => at.getAllKeys(store, range) as Promise<K[]>);
  }

  /**
   * Writes in one transaction: all of it is kept, or nothing and this rejects, with `NoSpace` when the tablet is full.
   * `strict` returns only when it is on the disk. `change` may run twice, when the browser closed the database between.
   */
  write<T>(stores: string[], durability: "strict" | "relaxed", change: (at: Writing) => T | Promise<T>): Promise<T> {
    return this.#run((at) => written(at.transaction(stores, "readwrite", { durability }), change));
  }

  /** Closes it; what is under way is still finished. */
  close(): void {
    this.#isGone = true;
    void this.#connection?.then((connection) => connection.close());
  }

  /** Another page wants it upgraded or deleted: it cannot be used any more. */
  onClosed(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Once more on a new connection, when the one at hand turns out to be lost. */
  async #run<T>(work: (at: IDBPDatabase) => Promise<T>): Promise<T> {
    try {
      const connection = await this.#connect();
      try {
        return await work(connection);
      } catch (error) {
        if (this.#isGone || !isLost(error)) throw error;
        connection.close();
        this.#connection = undefined;
      }
      return await work(await this.#connect());
    } catch (error) {
      throw asNoSpace(error);
    }
  }

  #connect(): Promise<IDBPDatabase> {
    this.#connection ??= this.#again().then(
      (connection) => this.#watched(connection),
      (error: unknown) => {
        this.#connection = undefined;
        throw error;
      },
    );
    return this.#connection;
  }

  #watched(connection: IDBPDatabase): IDBPDatabase {
    connection.addEventListener("versionchange", () => {
      connection.close();
      this.#isGone = true;
      for (const listener of this.#listeners) listener();
    });
    return connection;
  }
}

/** The connection is closed or closing, or its transaction was ended by nobody here. */
const isLost = (error: unknown): boolean => ["InvalidStateError", "AbortError"].includes((error as Error).name);
