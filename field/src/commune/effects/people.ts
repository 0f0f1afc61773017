// Households, the people who live in them, and what is corrected of both (impreuna/registry/commands).

import { readCnp } from "../../kernel/cnp.ts";
import { clean } from "../../kernel/text.ts";
import { dayOf } from "../../kernel/time.ts";
import type { Command, FindingRow, HouseholdRow, Id, MembershipRow, PersonRow, Row } from "../../kernel/types.ts";
import { fullName } from "../names.ts";
import { applied, type Changes } from "./corrections.ts";
import { fieldsOf, momentOf, type Effect, type Known } from "./effect.ts";

/** A person as she is registered; `contracts/commands/RegisterHousehold.json` has the same. */
interface NewPerson {
  readonly id: Id;
  readonly last_name: string;
  readonly first_name: string;
  readonly relation: string;
  readonly former_names?: string;
  readonly sex?: "F" | "M" | "";
  readonly birth_date?: string | null;
  readonly birth_year?: number | null;
  readonly identity?: string;
  readonly cnp?: string;
}

interface Registered extends Partial<Omit<HouseholdRow, keyof Row>> {
  readonly household_id: Id;
  readonly village_id: number;
  readonly members: readonly NewPerson[];
}

export const registerHousehold: Effect = (command, known) => {
  const fields = fieldsOf<Registered>(command);
  const people = fields.members.map((person) => personOf(person, command));
  const head = people[fields.members.findIndex(({ relation }) => relation === "head")];
  const household: HouseholdRow = {
    ...{ kind: "household", id: fields.household_id, n: 0, village_id: fields.village_id },
    ...{ street: clean(fields.street ?? ""), number: clean(fields.number ?? "") },
    ...{ place_note: clean(fields.place_note ?? ""), phone: clean(fields.phone ?? "") },
    ...{ latitude: fields.latitude ?? null, longitude: fields.longitude ?? null },
    dwelling_state: fields.dwelling_state ?? "not_visited",
    label: head ? fullName(head.last_name, head.first_name) : "",
    ...{ registered_at: command.recorded_at, registered_by: known.me.name },
  };
  return [household, ...people, ...fields.members.flatMap((each) => membershipOf(each, fields.household_id, null, known))];
};

export const addPerson: Effect = (command, known) => {
  const fields = fieldsOf<{ household_id: Id; person: NewPerson; start_date?: string | null }>(command);
  const person = personOf(fields.person, command);
  const memberships = membershipOf(fields.person, fields.household_id, fields.start_date ?? null, known);
  const household = known.row<HouseholdRow>("household", fields.household_id);
  const isHead = fields.person.relation === "head" && household !== undefined;
  const named = isHead ? [{ ...household, label: fullName(person.last_name, person.first_name) }] : [];
  return [person, ...memberships, ...named];
};

export const correctHousehold: Effect = (command, known) => {
  const fields = fieldsOf<{ household_id: Id; changes: Changes }>(command);
  const row = known.row<HouseholdRow>("household", fields.household_id);
  return row ? [applied(row, fields.changes)] : [];
};

export const correctPerson: Effect = (command, known) => {
  const fields = fieldsOf<{ person_id: Id; changes: Changes }>(command);
  const row = known.row<PersonRow>("person", fields.person_id);
  if (!row) return [];
  const person = withYear(applied(row, fields.changes));
  return [person, ...renamed(person, known)];
};

export const recordCnp: Effect = (command, known) => {
  const fields = fieldsOf<{ person_id: Id; changes: Changes }>(command);
  const row = known.row<PersonRow>("person", fields.person_id);
  if (!row) return [];
  const { identity, cnp_sealed } = fields.changes;
  const has_cnp = cnp_sealed ? Boolean(cnp_sealed.value) : row.has_cnp;
  const named = { ...row, has_cnp, identity: String(identity?.value ?? row.identity) };
  return [withCnp(named, String(cnp_sealed?.value ?? ""), command)];
};

export const endMembership: Effect = (command, known) => {
  const fields = fieldsOf<{ household_id: Id; person_id: Id; end_date: string; end_reason: string }>(command);
  return openOf(fields.person_id, known)
    .filter(({ household_id }) => household_id === fields.household_id)
    .map((row) => ({ ...row, end_date: fields.end_date, end_reason: fields.end_reason }));
};

export const recordDeath: Effect = (command, known) => {
  const { person_id, death_date } = fieldsOf<{ person_id: Id; death_date: string }>(command);
  const person = known.row<PersonRow>("person", person_id);
  if (!person) return [];
  const memberships = openOf(person_id, known);
  const ended = memberships.map((row) => ({ ...row, end_date: death_date, end_reason: "died" }));
  const findings = memberships.flatMap(({ household_id }) => known.about<FindingRow>(household_id, "finding"));
  const resolved = findings
    .filter((row) => row.subject_id === person_id && (row.state === "proposed" || row.state === "confirmed"))
    .map((row) => ({ ...row, state: "resolved" as const, decided_at: momentOf(command), decided_by: known.me.name }));
  return [{ ...person, death_date }, ...ended, ...resolved];
};

function personOf(person: NewPerson, command: Command): PersonRow {
  const row: PersonRow = {
    ...{ kind: "person", id: person.id, n: 0 },
    ...{ last_name: clean(person.last_name), first_name: clean(person.first_name) },
    ...{ former_names: clean(person.former_names ?? ""), sex: person.sex ?? "", identity: person.identity ?? "not_given" },
    ...{ birth_date: person.birth_date ?? null, birth_year: person.birth_year ?? null },
    ...{ has_cnp: Boolean(person.cnp), death_date: null, merged_into_id: null },
  };
  return withCnp(withYear(row), person.cnp ?? "", command);
}

// A valid CNP fills in sex and birth date.
function withCnp(row: PersonRow, cnp: string, command: Command): PersonRow {
  const facts = readCnp(cnp, dayOf(command.recorded_at));
  if (typeof facts === "string") return row;
  return withYear({ ...row, sex: row.sex || facts.sex, birth_date: row.birth_date ?? facts.birth_date });
}

function withYear(row: PersonRow): PersonRow {
  return row.birth_date ? { ...row, birth_year: Number(row.birth_date.slice(0, 4)) } : row;
}

// The server gives memberships their ids: until its own comes, a person has one of her id.
function membershipOf(
  { id, relation }: NewPerson,
  household_id: Id,
  start_date: string | null,
  known: Known,
): MembershipRow[] {
  if (known.about<MembershipRow>(id, "membership").some((row) => row.household_id === household_id)) return [];
  const open = { end_date: null, end_reason: "" };
  return [{ kind: "membership", id, n: 0, household_id, person_id: id, relation, start_date, ...open }];
}

function openOf(personId: Id, known: Known): MembershipRow[] {
  return known.about<MembershipRow>(personId, "membership").filter(({ end_date }) => end_date === null);
}

// The household bears the name of its head.
function renamed(person: PersonRow, known: Known): HouseholdRow[] {
  return openOf(person.id, known)
    .filter(({ relation }) => relation === "head")
    .flatMap(({ household_id }) => known.row<HouseholdRow>("household", household_id) ?? [])
    .map((row) => ({ ...row, label: fullName(person.last_name, person.first_name) }));
}
