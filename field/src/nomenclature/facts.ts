// What the registry knows of people, as rules read it. The twin of impreuna/nomenclature/rules/facts.py.

import { daysBetween } from "../kernel/time.ts";
import type { Day } from "../kernel/types.ts";
import type { Answer } from "../rules/types.ts";

/** Of a person, what her age and her place in the household follow from. */
export interface Born {
  readonly birth_date: Day | null;
  readonly birth_year: number | null;
  readonly sex: string;
}

/**
 * The facts of a person on a day: whole years, months and days of age, as far as the birth is known. Where only the
 * year is known the age is that reached in the course of the day's year, months and days unknown.
 */
export function personFacts(person: Born, relation: string, on: Day): Record<string, Answer> {
  return { ...ages(person, on), ...(person.sex ? { sex: person.sex } : {}), relation };
}

function ages({ birth_date, birth_year }: Born, on: Day): Record<string, number> {
  const [year, month, day] = parts(on);
  if (birth_date !== null) {
    const [bornIn, bornMonth, bornOn] = parts(birth_date);
    const months = (year - bornIn) * 12 + month - bornMonth - (day < bornOn ? 1 : 0);
    return { age: Math.floor(months / 12), age_months: months, age_days: daysBetween(birth_date, on) };
  }
  return birth_year === null ? {} : { age: year - birth_year };
}

function parts(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
