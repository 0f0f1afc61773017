// CNP, codul numeric personal: what it must look like and what it says about its holder. The twin of
// impreuna/registry/rules/cnp.py; both run contracts/vectors/persons.json.

import type { Day } from "./types.ts";

/** What a valid CNP says. `birth_date` is null for residents (7, 8, 9): the century is not in the number. */
export interface CnpFacts {
  readonly number: string;
  readonly sex: "F" | "M" | "";
  readonly birth_date: Day | null;
}

/** Why a number is no CNP: a code of contracts/reasons.json. */
export type WrongCnp = "cnp_length" | "cnp_digits" | "cnp_date" | "cnp_county" | "cnp_check" | "cnp_future";

const CENTURIES: Readonly<Record<string, number>> = { 1: 1900, 2: 1900, 3: 1800, 4: 1800, 5: 2000, 6: 2000 };
const SEXES: Readonly<Record<string, "F" | "M">> = { 1: "M", 3: "M", 5: "M", 7: "M", 2: "F", 4: "F", 6: "F", 8: "F" };
const WEIGHTS = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9];
/** No county has this code: numbers with it belong to nobody. The server says whether it takes them. */
const IMPOSSIBLE_COUNTY = 99;

/** The facts of the CNP in `text` (spaces and dashes forgiven), or why it is none. */
export function readCnp(text: string, today: Day): CnpFacts | WrongCnp {
  const number = text.replace(/[\s-]/gu, "");
  if (!/^\d+$/u.test(number)) return "cnp_digits";
  const birth = birthIn(number);
  if (number.length !== 13) return number[0] === "0" ? "cnp_date" : "cnp_length";
  if (birth === null || number[0] === "0") return "cnp_date";
  if (!isCounty(Number(number.slice(7, 9)))) return "cnp_county";
  if (checkDigit(number) !== number[12]) return "cnp_check";
  const isCenturyKnown = number[0]! in CENTURIES;
  if (isCenturyKnown && birth > today) return "cnp_future";
  return { number, sex: SEXES[number[0]!] ?? "", birth_date: isCenturyKnown ? birth : null };
}

function birthIn(number: string): Day | null {
  const year = (CENTURIES[number[0]!] ?? 2000) + Number(number.slice(1, 3));
  const day = `${year}-${number.slice(3, 5)}-${number.slice(5, 7)}`;
  const moment = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day) ? day : null;
}

function isCounty(code: number): boolean {
  const isOne = (code >= 1 && code <= 48) || code === 51 || code === 52 || code === 70 || (code >= 80 && code <= 83);
  return isOne || code === IMPOSSIBLE_COUNTY;
}

function checkDigit(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0) % 11;
  return sum === 10 ? "1" : String(sum);
}
