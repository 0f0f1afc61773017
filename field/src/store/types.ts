// What the store keeps and answers. Everything it holds is sealed; in memory it is plain only while the vault is open.

import type { Card, Envelope, Id, Me, Moment, Outcome, Row, Status } from "../kernel/types.ts";
import type { Drafts } from "../session/session.ts";

/** `kind/id`, and `/area` after it for answers: what tells two rows apart on this tablet. */
export type RowKey = string;

/** Where a pull stands. It is kept in the same transaction as the rows that came with it. */
export interface Cursor {
  /** The token of what this tablet may see; empty before the first pull. */
  readonly view: string;
  /** Everything up to this number of the commune's clock is here, with the chain's head at it. */
  readonly after: number;
  readonly head: string;
  /** Where an unfinished pull goes on; null when none is. */
  readonly page: string | null;
  /** How many times everything was fetched: rows that did not come in the last round are retired at its end. */
  readonly round: number;
  /** What an unfinished pull brings, and for which view: another answer begins anew. */
  readonly running?: { readonly mode: "changes" | "everything"; readonly view: string };
}

/** One page of a pull, or of a repair: applied as a whole or not at all. */
export interface Page {
  readonly rows: readonly Row[];
  /** Rows to drop by key. */
  readonly gone?: readonly RowKey[];
  /** Drops every row that last came before this round. */
  readonly retireBefore?: number;
  readonly cursor?: Cursor;
  readonly meta?: Partial<MetaShape>;
}

/** What a page changed: for whoever keeps views of it. */
export interface Applied {
  readonly changed: readonly RowKey[];
  readonly removed: readonly RowKey[];
}

/** What is kept by name. New names are added here. */
export interface MetaShape {
  readonly me: Me;
  readonly cursor: Cursor;
  /** The answer of /api/sync/lists, as it came. */
  readonly lists: unknown;
  /** What the person set on this tablet, and other small things that the session remembers. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Lists that were in force before: drafts and findings speak of them. */
  readonly olderLists: readonly { readonly edition: number; readonly content: unknown }[];
  /** When the server last answered. */
  readonly lastContact: Moment;
}

/** The rows in memory. */
export interface Rows {
  /** Grows with every change. */
  readonly version: number;
  get<R extends Row = Row>(key: RowKey): R | undefined;
  ofKind<R extends Row = Row>(kind: string): IterableIterator<R>;
  /** Everything in the boxes of a household; persons are not. */
  ofHousehold(id: Id): readonly Row[];
  all(): IterableIterator<Row>;
}

/** A command in the outbox. `sent`: the server answered it; it is kept until the tablet has seen its effects, and 30 days more. */
export interface OutboxEntry {
  readonly envelope: Envelope;
  readonly state: "waiting" | "sent";
  /** How it ended; a duplicate, as the first time. Null while it waits. */
  readonly status: Exclude<Status, "duplicate"> | null;
  readonly n: number | null;
  readonly settledAt: Moment | null;
}

export interface Outbox {
  /** By counter, the oldest first. */
  readonly entries: readonly OutboxEntry[];
  readonly waiting: readonly OutboxEntry[];
  readonly cards: readonly Card[];
  /** Ids of commands, drafts and cards that could not be read; they stay where they are. */
  readonly damaged: readonly Id[];
  /** On the disk once it resolves; a draft and a card go in the same transaction. Rejects with `NoSpace`: nothing was done. */
  append(command: Envelope["command"], replaced?: { readonly draft?: Id; readonly card?: Id }): Promise<OutboxEntry>;
  /** Writes down how commands ended; answers the cards that came of it. Ids that it does not know are passed over. */
  settle(outcomes: readonly Outcome[]): Promise<readonly Card[]>;
  /** The server went back to a backup: all that it may have lost waits again. */
  sendAllAgain(): Promise<void>;
  /** Forgets what was sent, seen up to this number, and settled more than 30 days ago. */
  prune(after: number): Promise<void>;
  /** A card is put aside by the id of its command. */
  putAside(commandId: Id): Promise<void>;
}

/** A sealed item as POST /api/sync/handover takes it: it can be handed over without opening the vault. */
export interface Leftover {
  readonly id: Id;
  readonly counter: number;
  readonly what: "command" | "draft";
  readonly sealed: string;
}

/** A file that is kept: `sent` once the server has all of it. */
export interface KeptFile {
  readonly digest: string;
  readonly size: number;
  readonly keptAt: Moment;
  readonly sent: boolean;
  /** Large ones give their place back some time after they were sent. */
  readonly here: boolean;
}

export interface Files {
  readonly list: readonly KeptFile[];
  /** Answers the SHA-256 in hexadecimal; bytes already kept are not kept twice. Rejects with `NoSpace`. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  open(digest: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** A part of a file, for sending: `offset` is a whole number of `CHUNK` (256 KiB); at most one chunk comes. */
  chunk(digest: string, offset: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The server has all of it. */
  markSent(digest: string): Promise<void>;
  /** Large ones that were sent give their place back: after 30 days, or at once when room `isTight`. */
  prune(isTight: boolean): Promise<void>;
  discard(digest: string): Promise<void>;
}

/** Sealed JSON by name. */
export interface Meta {
  get<K extends keyof MetaShape>(name: K): MetaShape[K] | undefined;
  set(values: Partial<MetaShape>): Promise<void>;
}

/** How far the rows have been read after the vault was opened. `first`: what the list of households needs. */
export type Stage = "nothing" | "first" | "whole";

/** The open store of a vault: `openStore` in store.ts. */
export interface Store {
  readonly vaultId: Id;
  readonly rows: Rows;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly files: Files;
  readonly meta: Meta;
  readonly stage: Stage;
  /** Boxes that could not be read: they were put aside, and what was in them has to be asked for again (digest, buckets). */
  readonly damaged: readonly string[];
  /** Stage 1: meta, outbox, drafts, households, members, findings, planned visits, persons. */
  loadFirst(): Promise<void>;
  /** Stage 2, in slices that let the page breathe: answers, visits, services, notes. */
  loadRest(): Promise<void>;
  /** Waits until everything is in memory; then rows, cursor and meta change together, on the disk first. */
  applyPage(page: Page): Promise<Applied>;
  /** What was damaged came again. */
  forgetDamaged(): Promise<void>;
  close(): void;
  /** Another page takes the database over, to upgrade or to delete it: this session is over. */
  onClosed(listener: () => void): void;
}

/** Whether the store of a vault could be opened. `newer`: a later version of the application wrote it; nothing was changed. */
export type StoreOpening =
  | { readonly state: "open"; readonly store: Store }
  | { readonly state: "newer" }
  /** Another page keeps an older version open: it has to be closed first. */
  | { readonly state: "blocked" };
