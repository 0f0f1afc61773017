// What a closed vault still has to send: read without any key, as it lies on the disk.

import { wrap, type IDBPDatabase } from "idb";

import type { Id } from "../kernel/types.ts";
import { toBase64 } from "../vault/seal.ts";
import { databaseOf, STORE, type OutboxRecord, type SealedRecord } from "./schema.ts";
import type { KeptFile, Leftover } from "./types.ts";

/** The commands that wait, by counter, and the drafts of a vault; sealed. None when the vault has no database. */
export async function sealedLeftovers(factory: IDBFactory, vaultId: Id): Promise<Leftover[]> {
  const database = await openAsItIs(factory, databaseOf(vaultId));
  if (!database) return [];
  try {
    const outbox = (await database.getAll(STORE.outbox)) as OutboxRecord[];
    const drafts = (await database.getAll(STORE.drafts)) as SealedRecord[];
    return [
      ...outbox.filter(({ state }) => state === "waiting").map((record) => leftover("command", record.counter, record)),
      ...drafts.map((record) => leftover("draft", 0, record)),
    ];
  } finally {
    database.close();
  }
}

const leftover = (what: Leftover["what"], counter: number, { id, sealed }: SealedRecord): Leftover => ({
  id,
  counter,
  what,
  sealed: toBase64(sealed),
});

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

/** How many photos and signatures of a vault the server does not have yet. */
export async function unsentPhotos(factory: IDBFactory, vaultId: Id): Promise<number> {
  const database = await openAsItIs(factory, databaseOf(vaultId));
  if (!database) return 0;
  try {
    const files = (await database.getAll(STORE.files)) as KeptFile[];
    return files.filter(({ sent, here }) => here && !sent).length;
  } finally {
    database.close();
  }
}
