// What unsent commands change in what is shown. A command is worked out anew only when something it is about changes.

import type { Command, Id, Row } from "../kernel/types.ts";
import type { RowKey } from "../store/types.ts";
import { EFFECTS } from "./effects/effects.ts";
import type { Known } from "./effects/effect.ts";
import { keyOf } from "../store/boxes.ts";
import { homesOf, type Table } from "./table.ts";

interface Shown {
  readonly command: Command;
  /** Every household, person, visit… that it speaks of or changes. */
  readonly about: Set<Id>;
  rows: RowKey[];
}

/** The ids in a command's fields, however deep, but for its own: whom and what it is about. */
export function idsIn(command: Command): Set<Id> {
  const { id: _own, kind: _kind, ...fields } = command;
  const ids = new Set<Id>();
  const collect = (value: unknown): void => {
    if (typeof value === "string" && UUID.test(value)) ids.add(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(collect);
  };
  collect(fields);
  return ids;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

export class Pending {
  readonly #table: Table;
  readonly #known: () => Known;
  /** By the command's id, in the order in which they were carried out. */
  #shown = new Map<Id, Shown>();

  constructor(table: Table, known: () => Known) {
    this.#table = table;
    this.#known = known;
  }

  /** The unsent commands about each household, and how many they are. */
  counts(homesOfPerson: (id: Id) => Id | undefined): Map<Id, number> {
    const counts = new Map<Id, number>();
    for (const { about } of this.#shown.values()) {
      const homes = new Set([...about].map((id) => (this.#table.get(`household/${id}`) ? id : homesOfPerson(id))));
      homes.delete(undefined);
      for (const home of homes as Set<Id>) counts.set(home, (counts.get(home) ?? 0) + 1);
    }
    return counts;
  }

  /** From now on these are unsent, in this order; whom the change concerns. */
  set(commands: readonly Command[]): Set<Id> {
    const changed = new Set<Id>();
    const before = this.#shown;
    const now = new Set(commands.map(({ id }) => id));
    for (const [id, shown] of before) if (!now.has(id)) this.#hide(shown, changed);
    this.#shown = new Map(
      commands.map((command) => [command.id, before.get(command.id) ?? { command, about: idsIn(command), rows: [] }]),
    );
    const fresh = commands.filter(({ id }) => !before.has(id));
    const isOnlyMore = changed.size === 0 && commands.slice(0, before.size).every(({ id }) => before.has(id));
    if (!isOnlyMore) for (const { id } of fresh) this.#shown.get(id)?.about.forEach((each) => changed.add(each));
    this.redo(changed);
    if (isOnlyMore) for (const { id } of fresh) this.#show(this.#shown.get(id)!, changed);
    return changed;
  }

  /** The server's rows about these have changed: what unsent commands make of them is worked out again. */
  redo(changed: Set<Id>): void {
    if (changed.size === 0) return;
    const concerned = this.#concerned(changed);
    for (const shown of concerned) this.#hide(shown, changed);
    for (const shown of concerned) this.#show(shown, changed);
  }

  redoAll(): Set<Id> {
    const changed = new Set([...this.#shown.values()].flatMap(({ about }) => [...about]));
    this.redo(changed);
    return changed;
  }

  // All commands that hang together with what changed, in their order.
  #concerned(changed: ReadonlySet<Id>): Shown[] {
    const ids = new Set(changed);
    const concerned = new Set<Shown>();
    for (let before = -1; before < concerned.size; ) {
      before = concerned.size;
      for (const shown of this.#shown.values()) {
        if (concerned.has(shown) || ![...shown.about].some((id) => ids.has(id))) continue;
        concerned.add(shown);
        for (const id of shown.about) ids.add(id);
      }
    }
    return [...this.#shown.values()].filter((shown) => concerned.has(shown));
  }

  #hide(shown: Shown, changed: Set<Id>): void {
    for (const key of shown.rows) for (const home of this.#table.uncover(key)) changed.add(home);
    for (const id of shown.about) changed.add(id);
    shown.rows = [];
  }

  #show(shown: Shown, changed: Set<Id>): void {
    for (const row of this.#effectOf(shown.command)) {
      // What the server has made of it already is nearer the truth than what was foreseen.
      if (row.n === 0 && this.#table.sent(keyOf(row))) continue;
      shown.rows.push(keyOf(row));
      for (const home of this.#table.cover(row)) changed.add(home);
      for (const home of homesOf(row)) shown.about.add(home);
    }
    for (const id of shown.about) changed.add(id);
  }

  // A command of a form that this version does not understand is sent all the same; it only shows nothing.
  #effectOf(command: Command): readonly Row[] {
    try {
      return EFFECTS[command.kind]?.(command, this.#known()) ?? [];
    } catch {
      return [];
    }
  }
}
