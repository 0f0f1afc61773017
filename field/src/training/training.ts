// A commune of invented people to practise with: it works like a real one, but nothing is kept, sent or fetched.

import { keyOf } from "../store/boxes.ts";
import type { Card, Command, Envelope, Id, Me, Row } from "../kernel/types.ts";
import { Lists, type SentLists } from "../nomenclature/lists.ts";
import { OpenSession, type Around } from "../session/open-session.ts";
import type { Draft, DraftHead, Drafts, Fields, Files, Session, Waiting } from "../session/session.ts";
import type { RowKey } from "../store/types.ts";
import { dayOf } from "../kernel/time.ts";
import { shifted } from "./shifting.ts";
import commune from "./commune.json" with { type: "json" };
import lists from "./lists.json" with { type: "json" };

const NOTHING: Waiting = { unsent: 0, oldest: null, photos: 0, state: "idle", sentence: "", lastContact: null };

/** The day as of which the commune was made (impreuna/config/synthetic/training.py). */
const MADE = "2026-11-02";

export class TrainingSession extends OpenSession implements Session {
  readonly isTraining = true;
  readonly drafts: Drafts = new DraftsInMemory();
  readonly files: Files = filesInMemory();
  readonly waiting = NOTHING;
  readonly cards: readonly Card[] = [];
  readonly outbox: readonly Envelope[] = [];
  readonly tablet = null;
  readonly #rows: Map<RowKey, Row>;
  #n: number;

  constructor(around: Around) {
    const made = shifted(commune.rows as unknown as readonly Row[], MADE, dayOf(new Date(around.now())));
    const rows = new Map(made.map((row) => [keyOf(row), row]));
    super(commune.me as Me, new Lists(lists as unknown as SentLists), { get: getter(rows), all: () => rows.values() }, around);
    this.#rows = rows;
    this.#n = Math.max(...[...rows.values()].map(({ n }) => n));
    this.commune.load(true);
  }

  async carryOut(kind: string, fields: Fields, draft?: Id): Promise<Command> {
    const command = this.commandOf(kind, fields);
    this.#n += 1;
    const rows = this.commune.foresee(command).map((row) => this.#numbered(row));
    for (const row of rows) this.#rows.set(keyOf(row), row);
    if (draft !== undefined) await this.drafts.discard(draft);
    this.commune.rowsChanged(rows.map(keyOf));
    this.changed();
    return command;
  }

  sendAgain({ envelope }: Card, fields: Fields): Promise<Command> {
    return this.carryOut(envelope.command.kind, fields);
  }

  putAside(): Promise<void> {
    return Promise.resolve();
  }

  sync(): Promise<void> {
    return Promise.resolve();
  }

  protected closed(): void {
    this.#rows.clear();
  }

  // What the server does when it carries out a command: rows get their numbers.
  #numbered(row: Row): Row {
    return { ...row, n: this.#n };
  }
}

function getter(rows: ReadonlyMap<RowKey, Row>) {
  return <R extends Row = Row>(key: RowKey): R | undefined => rows.get(key) as R | undefined;
}

class DraftsInMemory implements Drafts {
  readonly #drafts = new Map<Id, Draft>();
  readonly #listeners = new Set<() => void>();

  list(): readonly DraftHead[] {
    return [...this.#drafts.values()].sort((one, other) => (one.saved_at < other.saved_at ? 1 : -1));
  }

  open(id: Id): Promise<Draft | undefined> {
    return Promise.resolve(this.#drafts.get(id));
  }

  save(draft: Draft): Promise<void> {
    this.#drafts.set(draft.id, draft);
    return this.#tell();
  }

  discard(id: Id): Promise<void> {
    this.#drafts.delete(id);
    return this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): Promise<void> {
    for (const listener of [...this.#listeners]) listener();
    return Promise.resolve();
  }
}

function filesInMemory(): Files {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    async keep(bytes) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const name = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      files.set(name, bytes);
      return name;
    },
    open: (digest) => Promise.resolve(files.get(digest)),
    discard(digest) {
      files.delete(digest);
      return Promise.resolve();
    },
  };
}
