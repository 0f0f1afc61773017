// The open session: everything that a page may know and do. Pages know nothing of keys, boxes or the network.

import type { CaseFile } from "../commune/cases.ts";
import type { Household, Hit, Likely, Member, Typed } from "../commune/views.ts";
import type { Lists } from "../nomenclature/lists.ts";
import type { Card, Command, ConflictRow, Envelope, Id, Me, Moment, Row, TaskRow } from "../kernel/types.ts";
import type { Room } from "../store/quota.ts";
import type { Changing } from "../vault/types.ts";

/** The fields of a command; its id, commune and moment are added when it is carried out. */
export type Fields = Readonly<Record<string, unknown>> & { readonly happened_at?: string | null };

/** What waits to be sent, and how the last attempt went. */
export interface Waiting {
  readonly unsent: number;
  /** The moment of the oldest command that was not sent. */
  readonly oldest: string | null;
  readonly photos: number;
  readonly state: "idle" | "sending" | "fetching" | "offline" | "refused";
  /** What the person should know or do, in her language; empty when all is well. */
  readonly sentence: string;
  readonly lastContact: string | null;
}

/** The commune as this tablet knows it, unsent work included. Lists are ready-made; asking costs nothing. */
export interface Commune {
  /** Grows with every change: what was computed for an older number is stale. */
  readonly version: number;
  /** Whether the older visits, answers and notes are in memory too; the list of households is there before. */
  readonly isWhole: boolean;
  households(): readonly Household[];
  household(id: Id): Household | undefined;
  /** The household in which the person lives now, and she in it. */
  member(personId: Id): { readonly household: Household; readonly member: Member } | undefined;
  /** The cases that this person may see, the latest first. */
  cases(): readonly CaseFile[];
  caseFile(id: Id): CaseFile | undefined;
  /** What meetings decided about no case, in no order. */
  looseTasks(): readonly TaskRow[];
  conflicts(): readonly ConflictRow[];
  search(typed: string, limit?: number): readonly Hit[];
  /** Who may be the same person as the one being typed; the likeliest first. */
  likely(typed: Typed): readonly Likely[];
  row<R extends Row = Row>(kind: string, id: Id): R | undefined;
  subscribe(listener: () => void): () => void;
}

/** Unfinished forms: saved at every pause, kept through lock, update and restart, until thrown away or carried out. */
export interface Drafts {
  list(): readonly DraftHead[];
  open(id: Id): Promise<Draft | undefined>;
  save(draft: Draft): Promise<void>;
  discard(id: Id): Promise<void>;
  subscribe(listener: () => void): () => void;
}

export interface DraftHead {
  readonly id: Id;
  /** The form: "assessment", "register", "visit"… */
  readonly purpose: string;
  /** The household it is about; a new one's own id. */
  readonly about: Id;
  readonly title: string;
  readonly started_at: string;
  readonly saved_at: string;
}

export interface Draft extends DraftHead {
  readonly content: Readonly<Record<string, unknown>>;
}

/** Photos and signatures: kept sealed until they are sent, and small ones after. */
export interface Files {
  /** Keeps the bytes and answers their SHA-256 in hexadecimal. Rejects with `NoSpace` when the tablet is full. */
  keep(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  open(digest: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Throws away the bytes of a picture that no act speaks of. */
  discard(digest: string): Promise<void>;
}

/** The tablet itself, as its own page shows it. */
export interface Tablet {
  /** What the door calls this person: her initials, or what she chose. */
  readonly label: string;
  readonly version: string;
  /** Until when it opens without the server. */
  readonly leaseUntil: Moment | null;
  /** By how many minutes the tablet's clock is ahead of the server's (behind: negative); null before the first contact. */
  readonly clockAhead: number | null;
  room(): Promise<Room>;
  /** Asks the browser not to clear what is kept; whether it will not. */
  keepForGood(): Promise<boolean>;
  /** Compares with the server and fetches what differs; how many rows were put right, null when it was not reached. */
  check(): Promise<number | null>;
  changePassphrase(from: string, to: string): Promise<Changing>;
  /** Whether this tablet can be asked for a fingerprint, and whether it already opens so. */
  passkeys(): Promise<"can" | "has" | "cannot">;
  addPasskey(passphrase: string): Promise<Changing>;
}

export interface Session {
  readonly me: Me;
  readonly isTraining: boolean;
  readonly commune: Commune;
  readonly lists: Lists;
  readonly drafts: Drafts;
  readonly files: Files;
  readonly waiting: Waiting;
  readonly cards: readonly Card[];
  /** What waits to be sent, the oldest first. */
  readonly outbox: readonly Envelope[];
  /** Null in training: nothing of it is kept. */
  readonly tablet: Tablet | null;
  may(capability: string): boolean;
  reads(area: string): boolean;
  writes(area: string): boolean;
  /** The present, by the server's clock as far as it is known. */
  now(): Date;
  /**
   * Carries out a command: once this resolves it is on the tablet's disk and shows everywhere. `draft` is thrown away
   * in the same transaction. Rejects with `NoSpace` when it could not be kept: nothing of it was then done.
   */
  carryOut(kind: string, fields: Fields, draft?: Id): Promise<Command>;
  /** Sends a corrected form of a refused command; the card goes in the same transaction. */
  sendAgain(card: Card, fields: Fields): Promise<Command>;
  /** Puts a card aside: it is kept in the tablet's history, the journal has it too. */
  putAside(card: Card): Promise<void>;
  /** Sends and fetches now. Never rejects: `waiting` says how it went. */
  sync(): Promise<void>;
  /** A page with something being typed: no update takes over and no lock throws it away until released. */
  hold(): () => void;
  /** open; covered: the screen is locked and the keys are still in memory; closed: only the passphrase opens again. */
  readonly standing: "open" | "covered" | "closed";
  /** What the person should know when it closed by itself; empty otherwise. */
  readonly farewell: string;
  /** Six digits that uncover the screen; kept sealed, for the next time too. Rejects with a `RangeError` for what is no PIN. */
  setPin(pin: string): Promise<void>;
  readonly hasPin: boolean;
  /** Uncovers the screen; a wrong PIN answers how many tries are left, and none left closes the session. */
  uncover(pin: string): Promise<"open" | number>;
  /** Covers the screen when there is a PIN, closes otherwise. Unsent work and drafts stay, sealed. */
  lock(): void;
  /** Closes: keys leave the memory. */
  close(): void;
  subscribe(listener: () => void): () => void;
}
