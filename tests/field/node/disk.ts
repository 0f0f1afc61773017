// The tablet's disk: IndexedDB that outlives the application, is full at times, and forgets what was not committed.

import { IDBFactory as Factory } from "fake-indexeddb";
import type { Dice } from "./dice.ts";
import type { Life } from "./life.ts";

/** What fake-indexeddb's transactions have beside the standard: the step by step work, and the end with an error. */
type Transaction = IDBTransaction & { _start(): void; _abort(error: string): void; _state: string };

/** Asked before each step of a writing transaction: is the disk full now? */
export type Fullness = () => boolean;

export class Disk {
  #factory = new Factory();

  /** The browser took everything away. */
  evict(): void {
    this.#factory = new Factory();
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#factory.databases()).length === 0;
  }

  /** A box of rows loses a bit; false when there is none. */
  async rot(dice: Dice): Promise<boolean> {
    for (const { name } of await this.#factory.databases()) {
      if (!name?.startsWith("impreuna-")) continue;
      const database = await answered(this.#factory.open(name));
      const boxes = database.transaction("boxes", "readwrite").objectStore("boxes");
      const all = (await answered(boxes.getAll())) as { key: string; sealed: Uint8Array }[];
      const box = all[dice.whole(all.length)];
      if (box) {
        box.sealed[dice.whole(box.sealed.length)]! ^= 1;
        await answered(boxes.put(box));
      }
      database.close();
      return box !== undefined;
    }
    return false;
  }

  /** The disk as one life of the application sees it. */
  mount(life: Life, isFull: Fullness): IDBFactory {
    const factory = this.#factory;
    const watched = new WeakSet<IDBDatabase>();
    const watch = (database: IDBDatabase): void => {
      if (watched.has(database)) return;
      watched.add(database);
      life.atEnd(() => database.close());
      const begin = database.transaction.bind(database);
      database.transaction = (...request): IDBTransaction => {
        life.take();
        const transaction = begin(...request) as Transaction;
        follow(transaction, life, isFull);
        return transaction;
      };
    };
    const open = (name: string, version?: number): IDBOpenDBRequest => {
      life.take();
      const request = factory.open(name, version);
      request.addEventListener("upgradeneeded", () => {
        if (request.transaction) follow(request.transaction as Transaction, life, () => false);
        watch(request.result);
      });
      request.addEventListener("success", () => {
        watch(request.result);
        if (life.isOver) request.result.close();
      });
      return request;
    };
    const deleteDatabase = (name: string): IDBOpenDBRequest => {
      life.take();
      return factory.deleteDatabase(name);
    };
    return { open, deleteDatabase, databases: () => life.lend(() => factory.databases()), cmp: factory.cmp.bind(factory) };
  }
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Lets the transaction work while its application lives; undoes it when it dies, or when the disk is full. */
function follow(transaction: Transaction, life: Life, isFull: Fullness): void {
  const abort = (error: string): void => {
    if (transaction._state !== "finished") transaction._abort(error);
  };
  const step = transaction._start.bind(transaction);
  life.atEnd(() => abort("AbortError"));
  transaction._start = (): void => {
    try {
      life.take();
    } catch {
      return;
    }
    if (transaction.mode === "readwrite" && isFull()) abort("QuotaExceededError");
    else step();
  };
  // Committed, but the application may die before it hears of it.
  transaction.addEventListener("complete", (event) => {
    try {
      life.take();
    } catch {
      event.stopImmediatePropagation();
    }
  });
}
