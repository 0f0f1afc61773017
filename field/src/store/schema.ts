// What the database of a vault holds. Keys are identifiers, numbers and digests; every value that says something is sealed.

import type { Id, Moment, Status } from "../kernel/types.ts";
import type { Bytes } from "../vault/types.ts";
import type { Upgrade } from "./database.ts";

/** The stores of the database. */
export const STORE = {
  boxes: "boxes",
  aside: "aside",
  meta: "meta",
  outbox: "outbox",
  counters: "counters",
  cards: "cards",
  drafts: "drafts",
  files: "files",
  chunks: "chunks",
} as const;

/** A box of rows; `aside`, one that could not be read. */
export interface BoxRecord {
  readonly key: string;
  readonly sealed: Bytes;
}

export interface MetaRecord {
  readonly name: string;
  readonly sealed: Bytes;
}

/** `sealed`: an `Envelope` under the outbox key, bound to the command's id. */
export interface OutboxRecord {
  readonly counter: number;
  readonly id: Id;
  readonly state: "waiting" | "sent";
  readonly status: Exclude<Status, "duplicate"> | null;
  readonly n: number | null;
  readonly settledAt: Moment | null;
  readonly sealed: Bytes;
}

/** A card, by the id of its command; or a draft, by its own. */
export interface SealedRecord {
  readonly id: Id;
  readonly sealed: Bytes;
}

export interface ChunkRecord {
  readonly digest: string;
  readonly index: number;
  readonly sealed: Bytes;
}

/** The steps of the schema, the first from nothing. */
export const UPGRADES: readonly Upgrade[] = [
  (database) => {
    database.createObjectStore(STORE.boxes, { keyPath: "key" });
    database.createObjectStore(STORE.aside, { keyPath: "key" });
    database.createObjectStore(STORE.meta, { keyPath: "name" });
    database.createObjectStore(STORE.outbox, { keyPath: "counter" });
    database.createObjectStore(STORE.counters);
    database.createObjectStore(STORE.cards, { keyPath: "id" });
    database.createObjectStore(STORE.drafts, { keyPath: "id" });
    database.createObjectStore(STORE.files, { keyPath: "digest" });
    database.createObjectStore(STORE.chunks, { keyPath: ["digest", "index"] });
  },
];

/** The database of a vault. */
export const databaseOf = (vaultId: Id): string => `impreuna-${vaultId}`;
