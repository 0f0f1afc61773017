// The fields that two people may have written differently: their names, and their values as people read them.

import type { Household } from "../../commune/views.ts";
import { fullName } from "../../commune/names.ts";
import { inWords, t } from "../../i18n/i18n.ts";
import type { ConflictRow, PersonRow, Scalar } from "../../kernel/types.ts";
import type { Lists } from "../../nomenclature/lists.ts";
import type { Commune } from "../../session/session.ts";
import { capital, DWELLING_STATES, IDENTITIES, SEXES, word, type Codes } from "../registry/words.ts";
import { readDay, readNumber } from "../registry/typing.ts";

const LABELS: Codes = {
  last_name: /* t */ "Numele",
  first_name: /* t */ "Prenumele",
  former_names: /* t */ "Numele anterioare",
  sex: /* t */ "Sexul",
  birth_date: /* t */ "Data nașterii",
  birth_year: /* t */ "Anul nașterii",
  death_date: /* t */ "Data decesului",
  identity: /* t */ "Actul de identitate",
  cnp_sealed: /* t */ "CNP-ul",
  village_id: /* t */ "Satul",
  street: /* t */ "Strada",
  number: /* t */ "Numărul casei",
  place_note: /* t */ "Cum se ajunge",
  phone: /* t */ "Telefonul",
  latitude: /* t */ "Latitudinea",
  longitude: /* t */ "Longitudinea",
  dwelling_state: /* t */ "Starea locuinței",
};
const CODED: Readonly<Record<string, Codes>> = { sex: SEXES, identity: IDENTITIES, dwelling_state: DWELLING_STATES };
const DAYS = new Set(["birth_date", "death_date"]);
const NUMBERS = new Set(["birth_year", "latitude", "longitude"]);

/** The name of a field, with a capital. */
export function labelOf(field: string): string {
  return t(LABELS[field] ?? field);
}

/** Which box a value of this field is typed in. */
export function boxOf(field: string): "choice" | "day" | "number" | "text" {
  if (field === "village_id" || field in CODED) return "choice";
  if (DAYS.has(field)) return "day";
  return NUMBERS.has(field) ? "number" : "text";
}

/** What may be chosen for a field of box "choice": value and words. */
export function choicesOf(field: string, lists: Lists): (readonly [string, string])[] {
  if (field === "village_id") return lists.villages.map(({ id, name }) => [String(id), name] as const);
  const codes = CODED[field] ?? {};
  return Object.keys(codes).map((code) => [code, capital(word(codes, code))] as const);
}

/** A value as people read it. */
export function shown(field: string, value: Scalar, lists: Lists): string {
  if (field === "village_id" && value !== null) return lists.village(Number(value))?.name ?? String(value);
  const codes = CODED[field];
  if (codes && value !== null) return word(codes, String(value));
  if (value === null || value === "") return t("nimic");
  return DAYS.has(field) ? inWords(String(value)) : String(value);
}

/** What was typed or chosen, as the command carries it; undefined when it is no value of this field. */
export function valueOf(field: string, typed: string): Scalar | undefined {
  if (field === "village_id") return typed === "" ? undefined : Number(typed);
  const box = boxOf(field);
  if (box === "day") return readDay(typed);
  if (box === "number") return readNumber(typed);
  return typed.trim();
}

/** A CNP is not on the tablet: it is settled at the office. */
export function isForOffice({ field }: ConflictRow): boolean {
  return field === "cnp_sealed";
}

/** Whom a conflict is about, and where one reads more of her. */
export function subjectOf(conflict: ConflictRow, commune: Pick<Commune, "household" | "row">): { readonly name: string; readonly href: string } {
  const household: Household | undefined = commune.household(conflict.record_id);
  if (household) return { name: household.label || household.address, href: `#/gospodarii/${household.id}` };
  const person = commune.row<PersonRow>("person", conflict.record_id);
  return { name: person ? fullName(person.last_name, person.first_name) : "", href: `#/persoane/${conflict.record_id}` };
}
