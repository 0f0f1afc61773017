// People and addresses while they are typed: every field as text, until it is asked what it says.

import type { Typed } from "../../commune/views.ts";
import { explain } from "../../i18n/reasons.ts";
import { t } from "../../i18n/i18n.ts";
import { readCnp } from "../../kernel/cnp.ts";
import { clean } from "../../kernel/text.ts";
import type { Day, HouseholdRow, Id } from "../../kernel/types.ts";
import { checkPhone, checkPosition, checkText, found, type NewPerson, type Problem, type Problems } from "./persons.ts";

/** A person in the boxes of a form. Choices are lists with one value or none; dates as DateField keeps them. */
export interface TypedPerson {
  id: Id;
  last_name: string;
  first_name: string;
  relation: string;
  former_names: string;
  sex: readonly string[];
  birth_date: string;
  birth_year: string;
  identity: readonly string[];
  cnp: string;
}

/** A household's own data in the boxes of a form. */
export interface TypedAddress {
  village_id: string;
  street: string;
  number: string;
  place_note: string;
  phone: string;
  dwelling_state: readonly string[];
  latitude: string;
  longitude: string;
}

export function nobodyYet(id: Id, relation = ""): TypedPerson {
  const empty = { last_name: "", first_name: "", former_names: "", birth_date: "", birth_year: "", cnp: "" };
  return { ...empty, id, relation, sex: [], identity: ["cnp"] };
}

/** The boxes of a new household; the only village of a commune is chosen already. */
export function nowhereYet(villages: readonly { readonly id: number }[]): TypedAddress {
  const village_id = villages.length === 1 ? String(villages[0]!.id) : "";
  const empty = { street: "", number: "", place_note: "", phone: "", latitude: "", longitude: "" };
  return { ...empty, village_id, dwelling_state: ["visited"] };
}

/** The boxes of a person as a command carries her. */
export function boxesOfPerson(person: Partial<NewPerson> & { readonly id: Id }): TypedPerson {
  const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
  return {
    id: person.id,
    last_name: text(person.last_name),
    first_name: text(person.first_name),
    relation: text(person.relation),
    former_names: text(person.former_names),
    sex: person.sex ? [person.sex] : [],
    birth_date: text(person.birth_date),
    birth_year: person.birth_date ? "" : text(person.birth_year),
    identity: [person.identity || "not_given"],
    cnp: text(person.cnp),
  };
}

type Address = Pick<HouseholdRow, "village_id" | "street" | "number" | "place_note" | "phone" | "dwelling_state" | "latitude" | "longitude">;

/** The boxes of an address as a row or a command carries it. */
export function boxesOfAddress(address: Partial<Address>): TypedAddress {
  const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
  return {
    village_id: text(address.village_id),
    street: text(address.street),
    number: text(address.number),
    place_note: text(address.place_note),
    phone: text(address.phone),
    dwelling_state: address.dwelling_state ? [address.dwelling_state] : [],
    latitude: text(address.latitude),
    longitude: text(address.longitude),
  };
}

/** The day in a DateField's value: null when nothing was typed, undefined when it is no day of the calendar. */
export function readDay(value: string): Day | null | undefined {
  if (value === "") return null;
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  if (!year || !month || !day) return undefined;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const moment = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(iso) ? iso : undefined;
}

/** A number as people type it, with a comma too: null for nothing, undefined when it is none. */
export function readNumber(value: string): number | null | undefined {
  const typed = value.trim().replace(",", ".");
  if (typed === "") return null;
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : undefined;
}

/** What was typed, as commands carry it. A day that does not exist is left out: `wrongDays` says so. */
export function personOf(typed: TypedPerson): NewPerson {
  const birth_date = readDay(typed.birth_date) ?? null;
  return {
    id: typed.id,
    last_name: clean(typed.last_name),
    first_name: clean(typed.first_name),
    relation: typed.relation,
    former_names: clean(typed.former_names),
    sex: typed.sex[0] ?? "",
    birth_date,
    birth_year: birth_date ? null : (readNumber(typed.birth_year) ?? null),
    identity: typed.identity[0] ?? "",
    // A number beside "has none" is left to the rules to refuse, unless nobody sees it any more.
    cnp: typed.identity[0] === "cnp" ? clean(typed.cnp) : "",
  };
}

/** The person being typed, for the search of who may be the same. */
export function likeOf(typed: TypedPerson): Typed {
  const { last_name, first_name, birth_date, birth_year, sex, cnp } = personOf(typed);
  const facts = readCnp(cnp, "9999-12-31");
  const known = typeof facts === "string" ? { birth_date: null, sex: "" } : facts;
  return { last_name, first_name, birth_date: birth_date ?? known.birth_date, birth_year, sex: (sex || known.sex) as Typed["sex"] };
}

/** What was typed of an address, as commands carry it. */
export function addressOf(typed: TypedAddress): Address {
  return {
    village_id: Number(typed.village_id),
    street: clean(typed.street),
    number: clean(typed.number),
    place_note: clean(typed.place_note),
    phone: clean(typed.phone),
    dwelling_state: typed.dwelling_state[0] ?? "",
    latitude: readNumber(typed.latitude) ?? null,
    longitude: readNumber(typed.longitude) ?? null,
  };
}

/** What is wrong with an address, as sentences by field. */
export function addressProblems(typed: TypedAddress): Record<string, string> {
  const village = typed.village_id ? {} : { village_id: t("Alegeți satul.") };
  return { ...sentences(checkAddress(typed)), ...village };
}

/** What is wrong with an address, by field. */
export function checkAddress(typed: TypedAddress): Problems {
  const [latitude, longitude] = [readNumber(typed.latitude), readNumber(typed.longitude)];
  const isNumber = latitude !== undefined && longitude !== undefined;
  return found({
    village_id: typed.village_id ? null : { reason: "unknown_village" },
    street: checkText(typed.street),
    number: checkText(typed.number, 40),
    place_note: checkText(typed.place_note),
    phone: checkPhone(typed.phone),
    dwelling_state: typed.dwelling_state.length > 0 ? null : { reason: "unknown_code" },
    latitude: isNumber ? checkPosition(latitude, longitude) : { reason: "position_out_of_country" },
  });
}

/** The sentence at a birth or another day that is not in the calendar. */
export function noSuchDay(): string {
  return t("Ziua aceasta nu există. Verificați ziua, luna și anul.");
}

/** Problems as sentences, `prefix` before each field's id. */
export function sentences(problems: Problems, prefix = ""): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [`${prefix}${field}`, sentenceOf(problem)]));
}

export function sentenceOf({ reason, facts }: Problem): string {
  return explain(reason, facts);
}
