// A correction carries, of the fields that were changed alone, the value that its author saw and the one typed.

import type { Day, HouseholdRow, PersonRow, Scalar } from "../../kernel/types.ts";
import { clean } from "../../kernel/text.ts";
import { checkBirth, checkDeath, checkName, found, type Problems } from "./persons.ts";
import { addressOf, noSuchDay, readDay, readNumber, sentences, type TypedAddress } from "./typing.ts";

export type Values = Readonly<Record<string, Scalar>>;
export type Changes = Readonly<Record<string, { readonly seen: Scalar; readonly value: Scalar }>>;

/** The fields of `wanted` that differ from `seen`. */
export function changesOf(seen: Values, wanted: Values): Changes {
  const changed = Object.entries(wanted).filter(([name, value]) => value !== (seen[name] ?? null));
  return Object.fromEntries(changed.map(([name, value]) => [name, { seen: seen[name] ?? null, value }]));
}

/** What the author of a refused correction typed, over the values of now. */
export function withChanges(now: Values, changes: unknown): Values {
  const typed = Object.entries((changes ?? {}) as Changes).map(([name, { value }]) => [name, value] as const);
  return { ...now, ...Object.fromEntries(typed) };
}

/** A household's own data as corrections carry it. */
export function valuesOfHousehold(row: HouseholdRow): Values {
  const { village_id, street, number, place_note, phone, dwelling_state, latitude, longitude } = row;
  return { village_id, street, number, place_note, phone, dwelling_state, latitude, longitude };
}

/** A person's own data as corrections carry it; the day of death only of somebody who has died. */
export function valuesOfPerson(row: PersonRow): Values {
  const { last_name, first_name, former_names, sex, birth_date, birth_year, death_date } = row;
  return { last_name, first_name, former_names, sex, birth_date, birth_year, ...(death_date ? { death_date } : {}) };
}

/** The wanted values of a household. A box left as it was keeps the value to its last decimal. */
export function wantedAddress(typed: TypedAddress, begun: TypedAddress, seen: Values): Values {
  const wanted: Values = { ...addressOf(typed) };
  const kept = (["latitude", "longitude"] as const).filter((name) => typed[name] === begun[name]);
  return { ...wanted, ...Object.fromEntries(kept.map((name) => [name, seen[name] ?? null])) };
}

/** A person being corrected, in boxes. */
export interface TypedCorrection {
  last_name: string;
  first_name: string;
  former_names: string;
  sex: readonly string[];
  birth_date: string;
  birth_year: string;
  death_date: string;
}

export function boxesOfValues(values: Values): TypedCorrection {
  const text = (name: string): string => String(values[name] ?? "");
  return {
    last_name: text("last_name"),
    first_name: text("first_name"),
    former_names: text("former_names"),
    sex: [text("sex")],
    birth_date: text("birth_date"),
    birth_year: values["birth_date"] ? "" : text("birth_year"),
    death_date: text("death_date"),
  };
}

/** The wanted values of a person. A known day brings its year along. */
export function wantedPerson(typed: TypedCorrection, seen: Values): Values {
  const birth_date = readDay(typed.birth_date) ?? null;
  const names = {
    last_name: clean(typed.last_name),
    first_name: clean(typed.first_name),
    former_names: clean(typed.former_names),
    sex: typed.sex[0] ?? "",
    birth_date,
    birth_year: birth_date ? Number(birth_date.slice(0, 4)) : (readNumber(typed.birth_year) ?? null),
  };
  return "death_date" in seen ? { ...names, death_date: readDay(typed.death_date) ?? null } : names;
}

/** What is wrong with a corrected person, as sentences by field. */
export function checkCorrection(typed: TypedCorrection, seen: Values, today: Day): Record<string, string> {
  const wanted = wantedPerson(typed, seen) as unknown as PersonRow;
  const problems: Problems = found({
    last_name: checkName(wanted.last_name, "last_name_missing"),
    first_name: checkName(wanted.first_name, "first_name_missing"),
    birth_date: checkBirth(wanted.birth_date, wanted.birth_year, today),
    death_date: checkDeath(wanted.death_date ?? null, wanted.birth_date, wanted.birth_year, today),
  });
  const days = (["birth_date", "death_date"] as const).filter((name) => readDay(typed[name]) === undefined);
  return { ...sentences(problems), ...Object.fromEntries(days.map((name) => [name, noSuchDay()])) };
}
