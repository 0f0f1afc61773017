// One transaction that writes: all of it or nothing, and one reason when it was nothing.

import type { IDBPTransaction } from "idb";

import { NoSpace } from "./quota.ts";

type Transaction = IDBPTransaction<unknown, string[], "readwrite">;

/** Ways in which browsers say that the disk did not take what was written. */
const UNWRITTEN = ["QuotaExceededError", "UnknownError", "DataError"];

/** Makes changes and waits until they are kept; rejects when nothing was. */
export async function written<T>(transaction: Transaction, change: (at: Writing) => T | Promise<T>): Promise<T> {
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
    const why = transaction.error ?? error;
    throw transaction.error && UNWRITTEN.includes(transaction.error.name) ? new NoSpace() : why;
  }
}

/**
 * A transaction as code within it sees it. Only `get` may be awaited: it ends by itself when nothing is under way. What
 * fails makes the whole transaction fail, which `written` tells.
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
