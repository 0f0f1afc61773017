// A household as people think of it, put together from its rows.

import { ageOn } from "../kernel/time.ts";
import type {
  AnswersRow,
  AssessmentRow,
  AttachmentRow,
  ConflictRow,
  Day,
  FindingRow,
  HouseholdRow,
  Id,
  MembershipRow,
  NoteRow,
  PersonRow,
  PlannedVisitRow,
  Row,
  ServiceRow,
  VisitRow,
} from "../kernel/types.ts";
import { fullName } from "./names.ts";
import type { Table } from "./table.ts";
import type { Household, Member } from "./views.ts";

/** What a view needs beside rows. */
export interface Surroundings {
  readonly today: Day;
  village(id: number): string;
  /** How many unsent acts are about the household. */
  unsent(id: Id): number;
}

type ByKind = ReadonlyMap<string, readonly Row[]>;

/** The household with this id; undefined when there is none. */
export function viewOf(id: Id, table: Table, around: Surroundings): Household | undefined {
  const rows = byKind(table.about(id));
  const row = rows.get("household")?.find((each) => each.id === id) as HouseholdRow | undefined;
  if (!row) return undefined;
  const members = membersOf(of<MembershipRow>(rows, "membership"), table, around);
  const { notes, conflicts } = personal(members, rows, table);
  const village = around.village(row.village_id);
  const visits = latestFirst(of<VisitRow>(rows, "visit"), "ended_at");
  const assessments = latestFirst(of<AssessmentRow>(rows, "assessment"), "ended_at");
  return {
    ...{ id, row, village, members, visits, assessments },
    label: labelOf(row, members),
    address: addressOf(row, village),
    findings: of<FindingRow>(rows, "finding").filter(({ household_id }) => household_id === id),
    answers: of<AnswersRow>(rows, "answers"),
    planned: ordered(of<PlannedVisitRow>(rows, "planned_visit"), "planned_on"),
    services: latestFirst(of<ServiceRow>(rows, "service"), "delivered_on"),
    notes: latestFirst(notes, "written_at"),
    attachments: latestFirst(of<AttachmentRow>(rows, "attachment"), "taken_at"),
    conflicts: conflicts.filter(({ settled_at }) => settled_at === null),
    unsent: around.unsent(id),
    lastVisit: latest(visits[0]?.ended_at, assessments[0]?.ended_at),
  };
}

/** The household of whom a membership that is not ended speaks; undefined for somebody without one. */
export function homeOf(personId: Id, table: Table): Id | undefined {
  for (const row of table.about(personId)) {
    if (row.kind === "membership" && (row as MembershipRow).end_date === null) return (row as MembershipRow).household_id;
  }
  return undefined;
}

function membersOf(memberships: readonly MembershipRow[], table: Table, around: Surroundings): Member[] {
  const members = memberships.flatMap((membership) => memberOf(membership, table, around) ?? []);
  return members.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, "ro"));
}

function memberOf(membership: MembershipRow, table: Table, { today }: Surroundings): Member | undefined {
  if (membership.end_date !== null) return undefined;
  const person = table.get<PersonRow>(`person/${membership.person_id}`);
  if (!person || person.death_date !== null || person.merged_into_id !== null) return undefined;
  return {
    person,
    relation: membership.relation,
    name: fullName(person.last_name, person.first_name),
    age: ageOn(today, person.birth_date, person.birth_year),
    isUnsent: table.isUnsent(`person/${person.id}`) || table.isUnsent(`membership/${membership.id}`),
  };
}

// The head first, then the oldest.
function rank({ relation, person }: Member): number {
  if (relation === "head") return -1;
  const [year = "9999", month = "12", day = "31"] = person.birth_date?.split("-") ?? [String(person.birth_year ?? 9999)];
  return Number(year) * 10_000 + Number(month) * 100 + Number(day);
}

function labelOf(row: HouseholdRow, members: readonly Member[]): string {
  return members.find(({ relation }) => relation === "head")?.name ?? row.label;
}

function addressOf(row: HouseholdRow, village: string): string {
  const street = [row.street, row.number].filter(Boolean).join(" ");
  return [village, street, row.street || row.number ? "" : row.place_note].filter(Boolean).join(", ");
}

// Notes and conflicts of the household, and those about somebody alone: they stand where she lives.
function personal(members: readonly Member[], rows: ByKind, table: Table): { notes: NoteRow[]; conflicts: ConflictRow[] } {
  const [notes, conflicts] = [[...of<NoteRow>(rows, "note")], [...of<ConflictRow>(rows, "conflict")]];
  for (const { person } of members) {
    for (const key of table.keysAbout(person.id)) {
      const isNote = key.startsWith("note/");
      if (!isNote && !key.startsWith("conflict/")) continue;
      const row = table.get(key);
      if (isNote && (row as NoteRow).household_id === null) notes.push(row as NoteRow);
      else if (!isNote) conflicts.push(row as ConflictRow);
    }
  }
  return { notes, conflicts };
}

function byKind(rows: Iterable<Row>): ByKind {
  const kinds = new Map<string, Row[]>();
  for (const row of rows) {
    const same = kinds.get(row.kind);
    if (same) same.push(row);
    else kinds.set(row.kind, [row]);
  }
  return kinds;
}

function of<R extends Row>(rows: ByKind, kind: R["kind"]): readonly R[] {
  return (rows.get(kind) ?? []) as unknown as readonly R[];
}

function ordered<R extends Row>(rows: readonly R[], field: keyof R): R[] {
  if (rows.length < 2) return [...rows];
  return [...rows].sort((one, other) => compare(one[field], other[field]) || compare(one.id, other.id));
}

function latestFirst<R extends Row>(rows: readonly R[], field: keyof R): R[] {
  return ordered(rows, field).reverse();
}

function latest(...moments: readonly (string | undefined)[]): string | null {
  return moments.filter((moment) => moment !== undefined).sort(compare).at(-1) ?? null;
}

function compare(one: unknown, other: unknown): number {
  const [left, right] = [String(one), String(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}
