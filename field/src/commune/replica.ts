// The commune as this tablet knows it: the server's rows, over them what unsent commands make of them, put together as
// households. Views are made once and again only where something changed.

import { fold } from "../kernel/text.ts";
import type { Command, ConflictRow, Day, DepartureRow, Id, Me, MembershipRow, Row, TaskRow } from "../kernel/types.ts";
import type { Lists } from "../nomenclature/lists.ts";
import type { Commune } from "../session/session.ts";
import type { RowKey } from "../store/types.ts";
import { Cases, type CaseFile } from "./cases.ts";
import { EFFECTS } from "./effects/effects.ts";
import type { Known } from "./effects/effect.ts";
import { homeOf, viewOf, type Surroundings } from "./household.ts";
import { Pending } from "./pending.ts";
import { Search } from "./search.ts";
import { Table, type Base } from "./table.ts";
import type { Hit, Household, Likely, Member, Typed } from "./views.ts";

/** Rows taken notice of, and views made, between two breaths. */
const SLICE = 2000;
const VIEWS = 100;

/** What the replica asks of the session. */
export interface Asks {
  me(): Me;
  lists(): Lists;
  today(): Day;
}

export class Replica implements Commune {
  version = 0;
  isWhole = false;
  readonly #asks: Asks;
  readonly #table: Table;
  readonly #pending: Pending;
  readonly #search = new Search();
  readonly #cases: Cases;
  readonly #listeners = new Set<() => void>();
  readonly #views = new Map<Id, Household>();
  /** The name by which each household stands in the list. */
  readonly #order = new Map<Id, string>();
  #isOrdered = true;
  readonly #stale = new Set<Id>();
  #list: readonly Household[] | null = null;
  #conflicts: readonly ConflictRow[] | null = null;
  #unsent = new Map<Id, number>();
  #today: Day = "";

  constructor(base: Base, asks: Asks) {
    this.#asks = asks;
    this.#table = new Table(base);
    this.#cases = new Cases(this.#table);
    this.#pending = new Pending(this.#table, () => this.#known());
  }

  /** Takes notice of all the rows that there are; `isWhole`: older visits, answers and notes too. */
  load(isWhole: boolean): void {
    for (const _home of this.#table.placing());
    this.isWhole = isWhole;
    this.#views.clear();
    this.#cases.forget();
    for (const row of this.#table.rows("household")) this.#stale.add(row.id);
    this.#changed(this.#pending.redoAll());
  }

  /** Takes notice of the rows of the second stage, in slices between which the page breathes. */
  async loadRest(breathe: () => Promise<void>): Promise<void> {
    const concerned = new Set<Id>();
    let seen = 0;
    for (const home of this.#table.placing()) {
      concerned.add(home);
      seen += 1;
      if (seen % SLICE === 0) await breathe();
    }
    for (const id of concerned) this.#mark(id);
    for (const id of [...this.#stale]) {
      this.#see(id);
      seen += 1;
      if (seen % VIEWS === 0) await breathe();
    }
    this.isWhole = true;
    this.#changed(this.#pending.redoAll());
  }

  /** Rows came, changed or went. */
  rowsChanged(keys: readonly RowKey[]): void {
    const changed = new Set<Id>();
    for (const key of keys) {
      changed.add(key.split("/")[1] ?? "");
      for (const home of this.#table.place(key)) changed.add(home);
    }
    this.#pending.redo(changed);
    this.#changed(changed);
  }

  /** From now on these commands are unsent, in this order. */
  setPending(commands: readonly Command[]): void {
    const changed = this.#pending.set(commands);
    if (changed.size > 0) this.#changed(changed);
  }

  /** The lists changed: villages have other names, rules say otherwise. */
  listsChanged(): void {
    this.load(this.isWhole);
  }

  households(): readonly Household[] {
    if (this.#list) return this.#list;
    for (const id of [...this.#stale]) this.#see(id);
    if (!this.#isOrdered) {
      const sorted = [...this.#order].sort(([one, left], [other, right]) => order(left, right) || order(one, other));
      this.#order.clear();
      for (const [id, key] of sorted) this.#order.set(id, key);
      this.#isOrdered = true;
    }
    const list: Household[] = [];
    for (const id of this.#order.keys()) list.push(this.#views.get(id)!);
    this.#list = list;
    return list;
  }

  household(id: Id): Household | undefined {
    if (this.#stale.has(id)) this.#see(id);
    return this.#views.get(id);
  }

  member(personId: Id): { household: Household; member: Member } | undefined {
    const id = homeOf(personId, this.#table);
    const household = id === undefined ? undefined : this.household(id);
    const member = household?.members.find(({ person }) => person.id === personId);
    return household && member ? { household, member } : undefined;
  }

  cases(): readonly CaseFile[] {
    return this.#cases.all({ me: this.#asks.me(), today: this.#today });
  }

  caseFile(id: Id): CaseFile | undefined {
    return this.#cases.find(id, { me: this.#asks.me(), today: this.#today });
  }

  looseTasks(): readonly TaskRow[] {
    return [...this.#table.rows<TaskRow>("task")].filter(({ case_id, over }) => case_id === null && over !== true);
  }

  conflicts(): readonly ConflictRow[] {
    this.#conflicts ??= [...this.#table.rows<ConflictRow>("conflict")].filter(({ settled_at }) => settled_at === null);
    return this.#conflicts;
  }

  search(typed: string, limit = 20): readonly Hit[] {
    return this.#search.find(this.households(), typed, limit);
  }

  likely(typed: Typed): readonly Likely[] {
    return this.#search.likely(this.households(), typed);
  }

  row<R extends Row = Row>(kind: string, id: Id): R | undefined {
    return this.#table.get<R>(`${kind}/${id}`);
  }

  /** The rows as they will look once a command is carried out. */
  foresee(command: Command): readonly Row[] {
    return EFFECTS[command.kind]?.(command, this.#known()) ?? [];
  }

  /** Makes ready what searching needs of some households, so that the first search need not; whether all are ready. */
  prepare(milliseconds: number): boolean {
    return this.#search.prepare(this.households(), milliseconds);
  }

  /** What is known of those who left, up to the act by which they did: nothing of it stays on the tablet. */
  leftBehind(departures: readonly DepartureRow[]): RowKey[] {
    return departures.flatMap((departure) => {
      const gone = this.#goneWith(departure).flatMap((id) => [...this.#table.keysAbout(id)]);
      return gone.filter((key) => (this.#table.sent(key)?.n ?? Infinity) <= departure.n);
    });
  }

  // The server says who went; where it does not, a household leaves with all who live in it.
  #goneWith({ household_id, person_id, people = [] }: DepartureRow): Id[] {
    if (people.length > 0) return [...people, ...(household_id === null ? [] : [household_id])];
    if (household_id === null) return person_id === null ? [] : [person_id];
    const members = [...this.#table.about(household_id)].filter(
      (row): row is MembershipRow => row.kind === "membership" && (row as MembershipRow).end_date === null,
    );
    return [household_id, ...members.map((membership) => membership.person_id)];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(ids: ReadonlySet<Id>): void {
    for (const id of ids) this.#mark(id);
    const before = this.#unsent;
    this.#unsent = this.#pending.counts((id) => homeOf(id, this.#table));
    for (const id of new Set([...before.keys(), ...this.#unsent.keys()])) {
      if (before.get(id) !== this.#unsent.get(id)) this.#stale.add(id);
    }
    this.#newDay();
    this.#list = null;
    this.#conflicts = null;
    this.version += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  // A case, a household, or the households in which the person lives or lived.
  #mark(id: Id): void {
    this.#cases.mark(id);
    if (this.#table.get(`household/${id}`) || this.#views.has(id)) this.#stale.add(id);
    for (const row of this.#table.about(id)) {
      if (row.kind === "membership") this.#stale.add((row as MembershipRow).household_id);
    }
  }

  #newDay(): void {
    const today = this.#asks.today();
    if (today === this.#today) return;
    this.#today = today;
    this.#cases.forget();
    for (const id of this.#views.keys()) this.#stale.add(id);
  }

  #see(id: Id): void {
    const view = viewOf(id, this.#table, this.#around());
    if (view) this.#views.set(id, view);
    else this.#views.delete(id);
    this.#stale.delete(id);
    const key = view && fold(view.label);
    if (key === this.#order.get(id)) return;
    if (key === undefined) this.#order.delete(id);
    else this.#order.set(id, key);
    this.#isOrdered = false;
  }

  #around(): Surroundings {
    const lists = this.#asks.lists();
    return {
      today: this.#today,
      village: (id) => lists.village(id)?.name ?? "",
      unsent: (id) => this.#unsent.get(id) ?? 0,
    };
  }

  #known(): Known {
    const table = this.#table;
    const around = this.#around();
    return {
      me: this.#asks.me(),
      lists: this.#asks.lists(),
      row: <R extends Row>(kind: R["kind"], id: Id) => table.get<R>(`${kind}/${id}`),
      household: (id) => viewOf(id, table, around),
      about: <R extends Row>(home: Id, kind: R["kind"]) => [...table.about(home)].filter((row): row is R => row.kind === kind),
    };
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

