// What may be said of a person and of a household. The twin of impreuna/registry/rules/persons.py and intake.py; both
// run contracts/vectors/persons.json. The server asks again: this only answers sooner.

import { readCnp } from "../../kernel/cnp.ts";
import { clean } from "../../kernel/text.ts";
import type { Day, Id } from "../../kernel/types.ts";

/** Why a value cannot be kept: a code of contracts/reasons.json, with what its sentence names. */
export interface Problem {
  readonly reason: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Problems by field, the first of each. */
export type Problems = Readonly<Record<string, Problem>>;

/** A person as commands carry her; contracts/commands/RegisterHousehold.json. */
export interface NewPerson {
  readonly id: Id;
  readonly last_name: string;
  readonly first_name: string;
  readonly relation: string;
  readonly former_names: string;
  readonly sex: string;
  readonly birth_date: Day | null;
  readonly birth_year: number | null;
  readonly identity: string;
  readonly cnp: string;
}

const OLDEST_YEAR = 1900;
const OLDEST_AGE = 120;
// Vowel signs of Indic and Arabic scripts are marks, not letters.
const NAME = /^(?:\p{L}|[ \-'’.`]|(?![\p{N}\s])[\u0300-\u1aff])*$/u;
const LETTER = /\p{L}/u;
const PHONE = /^[\d +\-/.()]*$/u;

/** Whether `name`, already cleaned, can stand as a name; letters of any script are good. */
export function checkName(name: string, missing: string): Problem | null {
  if (!name) return { reason: missing };
  if ([...name].length > 100) return { reason: "name_too_long" };
  return NAME.test(name) && LETTER.test(name) ? null : { reason: "name_signs" };
}

/** Whether a birth is possible: one of the two is known, none in the future, none older than 120 years. */
export function checkBirth(birthDate: Day | null, birthYear: number | null, today: Day): Problem | null {
  const year = birthDate ? Number(birthDate.slice(0, 4)) : birthYear;
  const thisYear = Number(today.slice(0, 4));
  if (year === null) return { reason: "birth_missing" };
  if ((birthDate && birthDate > today) || year > thisYear) return { reason: "birth_future" };
  return year < Math.max(OLDEST_YEAR, thisYear - OLDEST_AGE) ? { reason: "birth_too_old" } : null;
}

/** Whether a death fits the birth and is not in the future. */
export function checkDeath(
  death: Day | null,
  birthDate: Day | null,
  birthYear: number | null,
  today: Day,
): Problem | null {
  if (death === null) return null;
  if (death > today) return { reason: "death_future" };
  const isBefore = (birthDate && death < birthDate) || (birthYear && Number(death.slice(0, 4)) < birthYear);
  return isBefore ? { reason: "death_before_birth" } : null;
}

/** Whether the point (WGS 84, degrees) may be in Romania; both or none. */
export function checkPosition(latitude: number | null, longitude: number | null): Problem | null {
  if (latitude === null && longitude === null) return null;
  const isInside =
    latitude !== null && longitude !== null && latitude >= 43.5 && latitude <= 48.4 && longitude >= 20.2 && longitude <= 30;
  return isInside ? null : { reason: "position_out_of_country" };
}

/** Whether a text, once cleaned, is short enough. */
export function checkText(text: string, limit = 200): Problem | null {
  return [...clean(text)].length > limit ? { reason: "text_too_long", facts: { limit } } : null;
}

export function checkPhone(text: string): Problem | null {
  return PHONE.test(clean(text)) ? checkText(text, 40) : { reason: "phone_signs" };
}

/** Whether a day may be written down: not in the future, not before 1900. */
export function checkDay(day: Day | null, today: Day): Problem | null {
  if (day === null) return null;
  if (day > today) return { reason: "date_future" };
  return Number(day.slice(0, 4)) < OLDEST_YEAR ? { reason: "birth_too_old" } : null;
}

/** What is wrong with a person, by field; nothing when she may be registered. A valid CNP fills in sex and birth. */
export function checkPerson(person: NewPerson, today: Day): Problems {
  const former = clean(person.former_names);
  const cnp = checkCnp(person, today);
  const birth = "birth_date" in cnp ? cnp.birth_date : person.birth_date;
  const birthYear = birth ? Number(birth.slice(0, 4)) : person.birth_year;
  return found({
    relation: person.relation ? null : { reason: "unknown_code" },
    last_name: checkName(clean(person.last_name), "last_name_missing"),
    first_name: checkName(clean(person.first_name), "first_name_missing"),
    former_names: former ? checkName(former.replace(/[,;]/gu, " "), "last_name_missing") : null,
    cnp: "reason" in cnp ? cnp : null,
    birth_date: checkBirth(birth, birthYear, today),
  });
}

function checkCnp(person: NewPerson, today: Day): Problem | { readonly birth_date: Day | null } {
  const typed = clean(person.cnp);
  if (person.identity !== "cnp") return typed ? { reason: "cnp_unexpected" } : { birth_date: person.birth_date };
  if (!typed) return { reason: "cnp_missing" };
  return fitCnp(typed, person.sex, person.birth_date, today);
}

/** Whether a CNP is one and says what is known of sex and birth; then the birth, confirmed or filled in. */
export function fitCnp(
  typed: string,
  sex: string,
  birthDate: Day | null,
  today: Day,
): Problem | { readonly sex: string; readonly birth_date: Day | null } {
  const facts = readCnp(typed, today);
  if (typeof facts === "string") return { reason: facts };
  if (sex && facts.sex && sex !== facts.sex) return { reason: "cnp_other_sex" };
  if (birthDate && facts.birth_date && birthDate !== facts.birth_date) {
    return { reason: "cnp_other_birth", facts: { birth_date: facts.birth_date.split("-").reverse().join(".") } };
  }
  return { sex: sex || facts.sex, birth_date: birthDate ?? facts.birth_date };
}

/** What is wrong with the people of a new household, by field: `members.1.cnp`, or `members` for all of them. */
export function checkPeople(people: readonly NewPerson[], today: Day): Problems {
  if (people.length === 0) return { members: { reason: "no_members" } };
  const each = people.flatMap((person, index) =>
    Object.entries(checkPerson(person, today)).map(([field, problem]) => [`members.${index}.${field}`, problem] as const),
  );
  if (each.length > 0) return Object.fromEntries(each);
  if (people.filter(({ relation }) => relation === "head").length !== 1) return { members: { reason: "one_head" } };
  const cnps = people.map(({ cnp }) => clean(cnp).replace(/[\s-]/gu, "")).filter(Boolean);
  return new Set(cnps).size < cnps.length ? { members: { reason: "person_twice" } } : {};
}

/** Only the fields that have a problem. */
export function found(problems: Readonly<Record<string, Problem | null>>): Problems {
  return Object.fromEntries(Object.entries(problems).flatMap(([field, problem]) => (problem ? [[field, problem]] : [])));
}
