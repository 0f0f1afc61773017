// Every row that is shown: the server's, and over them the ones that unsent commands make. Found by what they are about.

import { keyOf } from "../store/boxes.ts";
import type { RowKey } from "../store/types.ts";
import type { Id, Row } from "../kernel/types.ts";

/** The server's rows as the store has them. */
export interface Base {
  get<R extends Row = Row>(key: RowKey): R | undefined;
  all(): Iterable<Row>;
}

const NOTHING: ReadonlySet<RowKey> = new Set();

/** Whom a row is about: households, persons and cases by their ids. */
export function homesOf(row: Row): Id[] {
  if (row.kind === "household" || row.kind === "person") return [row.id];
  const { household_id, person_id, record_id, subject_id, case_id } = row as Row & Readonly<Record<string, unknown>>;
  const own = row.kind === "case" ? row.id : case_id;
  return [household_id, person_id, record_id, subject_id, own].filter((id) => typeof id === "string");
}

export class Table {
  readonly #base: Base;
  readonly #over = new Map<RowKey, Row>();
  readonly #byHome = new Map<Id, Set<RowKey>>();
  readonly #byKind = new Map<string, Set<RowKey>>(["household", "conflict", "case", "obligation", "task"].map((kind) => [kind, new Set()]));
  readonly #homes = new Map<RowKey, readonly Id[]>();

  constructor(base: Base) {
    this.#base = base;
  }

  get<R extends Row = Row>(key: RowKey): R | undefined {
    const over = this.#over.size > 0 ? (this.#over.get(key) as R | undefined) : undefined;
    return over ?? this.#base.get<R>(key);
  }

  /** The server's row, whatever is unsent. */
  sent<R extends Row = Row>(key: RowKey): R | undefined {
    return this.#base.get<R>(key);
  }

  isUnsent(key: RowKey): boolean {
    return this.#over.has(key);
  }

  /** The keys of the rows about a household or a person. */
  keysAbout(home: Id): ReadonlySet<RowKey> {
    return this.#byHome.get(home) ?? NOTHING;
  }

  /** The rows about a household or a person. */
  *about(home: Id): IterableIterator<Row> {
    for (const key of this.keysAbout(home)) {
      const row = this.get(key);
      if (row) yield row;
    }
  }

  /** The rows of a kind, in no order. */
  *rows<R extends Row = Row>(kind: R["kind"]): IterableIterator<R> {
    for (const key of this.#byKind.get(kind) ?? NOTHING) {
      const row = this.get<R>(key);
      if (row) yield row;
    }
  }

  /** Shows `row` over the server's; whom it is about. */
  cover(row: Row): readonly Id[] {
    const key = keyOf(row);
    this.#over.set(key, row);
    return this.place(key);
  }

  /** Shows the server's row again; whom it was about. */
  uncover(key: RowKey): readonly Id[] {
    return this.#over.delete(key) ? this.place(key) : [];
  }

  /** Takes notice that a row came, changed or went; whom it is or was about. */
  place(key: RowKey): readonly Id[] {
    const row = this.get(key);
    const ofKind = this.#byKind.get(key.slice(0, key.indexOf("/")));
    if (row) ofKind?.add(key);
    else ofKind?.delete(key);
    const before = this.#homes.get(key) ?? [];
    const now = row ? homesOf(row) : [];
    if (row && before.length === now.length && before.every((home, index) => home === now[index])) return now;
    for (const home of before) this.#byHome.get(home)?.delete(key);
    for (const home of now) this.#add(home, key);
    if (row) this.#homes.set(key, now);
    else this.#homes.delete(key);
    return [...before, ...now];
  }

  /** Takes notice of every row of the server, one after another; whom each is about. */
  *placing(): IterableIterator<Id> {
    for (const row of this.#base.all()) yield* this.place(keyOf(row));
  }

  #add(home: Id, key: RowKey): void {
    const keys = this.#byHome.get(home);
    if (keys) keys.add(key);
    else this.#byHome.set(home, new Set([key]));
  }
}
