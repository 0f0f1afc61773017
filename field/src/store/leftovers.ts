// What a closed vault still has to send: read without any key, as it lies on the disk.

import { wrap, type IDBPDatabase } from "idb";

import type { Id } from "../kernel/types.ts";
import { toBase64 } from "../vault/seal.ts";
import { databaseOf, STORE, type OutboxRecord, type SealedRecord } from "./schema.ts";
import type { KeptFile, Leftover } from "./types.ts";

/** The commands that wait, by counter, and the drafts of a vault; sealed. None when the vault has no database. */
export async function sealedLeftovers(factory: IDBFactory, vaultId: Id): Promise<Leftover[]> {
  const [outbox, drafts] = await recordsOf(factory, vaultId, [STORE.outbox, STORE.drafts]);
  const waiting = (outbox as OutboxRecord[]).filter(({ state }) => state === "waiting");
  return [
    ...waiting.map((record) => leftover("command", record.counter, record)),
    ...(drafts as SealedRecord[]).map((record) => leftover("draft", 0, record)),
  ];
}

/** How many photos and signatures of a vault the server does not have yet. */
export async function unsentPhotos(factory: IDBFactory, vaultId: Id): Promise<number> {
  const [files] = await recordsOf(factory, vaultId, [STORE.files]);
  return (files as KeptFile[]).filter(({ sent, here }) => here && !sent).length;
}

const leftover = (what: Leftover["what"], counter: number, { id, sealed }: SealedRecord): Leftover => ({
  id,
  counter,
  what,
  sealed: toBase64(sealed),
});

/** Everything in some stores of a vault; nothing when it has no database. */
async function recordsOf<const S extends readonly string[]>(
  factory: IDBFactory,
  vaultId: Id,
  stores: S,
): Promise<{ [Each in keyof S]: unknown[] }> {
  const database = await openAsItIs(factory, databaseOf(vaultId));
  try {
    const records = await Promise.all(stores.map((store) => database?.getAll(store) ?? []));
    return records as { [Each in keyof S]: unknown[] };
  } finally {
    database?.close();
  }
}

/** Opens a database whatever its version, and makes none where there is none. */
async function openAsItIs(factory: IDBFactory, name: string): Promise<IDBPDatabase | undefined> {
  const request = factory.open(name);
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    request.transaction?.abort();
  };
  try {
    return await (wrap(request) as Promise<unknown> as Promise<IDBPDatabase>);
  } catch (error) {
    if (isNew) return undefined;
    throw error;
  }
}
