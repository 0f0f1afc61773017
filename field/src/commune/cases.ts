// Cases as people think of them, put together from their rows.

import { functionsOf } from "../cases/rules/acts.ts";
import { planInForce, type Plan } from "../cases/rules/dossier.ts";
import type {
  CaseEntryRow,
  CaseMemberRow,
  CasePersonRow,
  CaseRow,
  Day,
  Id,
  Me,
  ObligationRow,
  Row,
  ServiceRow,
  TaskRow,
} from "../kernel/types.ts";
import type { Table } from "./table.ts";

export interface CaseFile {
  readonly id: Id;
  readonly row: CaseRow;
  /** Whom it is about first. */
  readonly people: readonly CasePersonRow[];
  /** Those of the team now. */
  readonly members: readonly CaseMemberRow[];
  /** What the person of this tablet is in it. */
  readonly functions: ReadonlySet<string>;
  /** The latest first. */
  readonly entries: readonly CaseEntryRow[];
  /** What has to be done, the soonest first. */
  readonly obligations: readonly ObligationRow[];
  readonly tasks: readonly TaskRow[];
  readonly plan: Plan | null;
  /** What was given of its plan's services, as far as this person sees it; the latest first. */
  readonly services: readonly ServiceRow[];
  /** How many of its entries were not sent yet. */
  readonly unsent: number;
}

/** What cases are seen by. */
export interface Seeing {
  readonly me: Pick<Me, "user_id" | "role">;
  readonly today: Day;
}

/** The cases of the commune, each put together once and again when something of it has changed. */
export class Cases {
  readonly #table: Table;
  readonly #seen = new Map<Id, CaseFile>();
  #all: readonly CaseFile[] | null = null;

  constructor(table: Table) {
    this.#table = table;
  }

  /** What is known of `id`, if it is a case, is stale. */
  mark(id: Id): void {
    if (!this.#seen.delete(id) && !this.#table.get(`case/${id}`)) return;
    this.#all = null;
  }

  /** Everything is stale: another day, another person. */
  forget(): void {
    this.#seen.clear();
    this.#all = null;
  }

  /** All of them, the latest registered first. */
  all(seeing: Seeing): readonly CaseFile[] {
    this.#all ??= [...this.#table.rows<CaseRow>("case")].map(({ id }) => this.find(id, seeing)!).sort(latestFirst);
    return this.#all;
  }

  find(id: Id, seeing: Seeing): CaseFile | undefined {
    const row = this.#table.get<CaseRow>(`case/${id}`);
    if (!row) return undefined;
    const file = this.#seen.get(id) ?? fileOf(row, [...this.#table.about(id)], seeing);
    this.#seen.set(id, file);
    return file;
  }
}

function fileOf(row: CaseRow, rows: readonly Row[], { me, today }: Seeing): CaseFile {
  const of = <R extends Row>(kind: R["kind"]): R[] => rows.filter((each): each is R => each.kind === kind && each.over !== true);
  const entries = of<CaseEntryRow>("case_entry").sort((one, other) => compare(one.recorded_at, other.recorded_at) || compare(one.id, other.id));
  const members = of<CaseMemberRow>("case_member").filter(({ until }) => until === null);
  return {
    ...{ id: row.id, row, members, functions: functionsOf(me, members), plan: planInForce(entries, today) },
    people: of<CasePersonRow>("case_person").sort((one, other) => Number(other.part === "subject") - Number(one.part === "subject")),
    services: of<ServiceRow>("service").sort((one, other) => compare(other.delivered_on, one.delivered_on) || compare(other.id, one.id)),
    unsent: entries.filter(({ n }) => n === 0).length,
    entries: entries.reverse(),
    obligations: of<ObligationRow>("obligation").sort((one, other) => compare(one.due_at, other.due_at)),
    tasks: of<TaskRow>("task").sort((one, other) => compare(one.due_on, other.due_on)),
  };
}

function latestFirst({ row: one }: CaseFile, { row: other }: CaseFile): number {
  return compare(other.registered_at, one.registered_at) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
