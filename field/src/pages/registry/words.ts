// Codes of the registry in words (impreuna/registry/rules/persons.py), as the office says them.

import policy from "../../../../contracts/policy.json";
import { counted, inWords, spoken, t } from "../../i18n/i18n.ts";
import type { PersonRow } from "../../kernel/types.ts";
import type { Household, Member } from "../../commune/views.ts";
import type { Tone } from "../../ui/tones.ts";

export type Codes = Readonly<Record<string, string>>;

export const SEXES: Codes = { F: /* t */ "femeie", M: /* t */ "bărbat", "": /* t */ "necunoscut" };
export const IDENTITIES: Codes = { cnp: /* t */ "are CNP", none: /* t */ "nu are CNP", not_given: /* t */ "nu îl comunică" };
export const DWELLING_STATES: Codes = {
  not_visited: /* t */ "nevizitată",
  visited: /* t */ "vizitată",
  refused: /* t */ "a refuzat",
  absent: /* t */ "absenți",
  vacant: /* t */ "nelocuită",
};
export const RELATIONS: Codes = {
  head: /* t */ "capul gospodăriei",
  spouse: /* t */ "soț / soție",
  partner: /* t */ "partener / parteneră",
  child: /* t */ "copil",
  stepchild: /* t */ "copil vitreg",
  grandchild: /* t */ "nepot / nepoată de bunic",
  parent: /* t */ "părinte",
  grandparent: /* t */ "bunic / bunică",
  sibling: /* t */ "frate / soră",
  in_law: /* t */ "ginere, noră, socru, soacră",
  other_relative: /* t */ "altă rudă",
  unrelated: /* t */ "fără rudenie",
  foster_child: /* t */ "copil în plasament",
};
export const START_REASONS: Codes = {
  registered: /* t */ "la înregistrare",
  born: /* t */ "s-a născut",
  moved_in: /* t */ "s-a mutat aici",
};
/** Whoever died has her own form. */
export const END_REASONS: Codes = {
  moved_out: /* t */ "s-a mutat",
  abroad: /* t */ "a plecat în străinătate",
  institution: /* t */ "este într-o instituție",
};
export const ALIKE: Codes = {
  same_name: /* t */ "același nume",
  name_part: /* t */ "o parte din nume",
  similar_name: /* t */ "nume asemănător",
  same_birth_date: /* t */ "aceeași dată a nașterii",
  similar_birth_date: /* t */ "dată a nașterii asemănătoare",
  same_birth_year: /* t */ "același an al nașterii",
};
const SEVERITIES: Readonly<Record<number, readonly [words: string, tone: Tone]>> = {
  4: [/* t */ "urgentă", "red"],
  3: [/* t */ "gravă", "amber"],
  2: [/* t */ "medie", "blue"],
  1: [/* t */ "ușoară", "grey"],
};
const DWELLING_TONES: Readonly<Record<string, Tone>> = {
  visited: "green",
  refused: "red",
  absent: "amber",
  vacant: "grey",
  not_visited: "blue",
};

/** The word of a code; the code itself where this version does not know it. */
export function word(codes: Codes, code: string): string {
  return t(codes[code] ?? code);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Codes as a field offers them, with a capital. */
export function choices(codes: Codes): { readonly value: string; readonly words: string }[] {
  return Object.keys(codes).map((value) => ({ value, words: capital(word(codes, value)) }));
}

/** How grave a finding is, and the colour that repeats it. */
export function severity(grade: number): { readonly text: string; readonly tone: Tone } {
  const [words, tone] = SEVERITIES[grade] ?? SEVERITIES[1]!;
  return { text: t(words), tone };
}

/** The state of a dwelling as a tag; empty for the ordinary one. */
export function dwellingTag(code: string): { readonly tag: string; readonly tone: Tone } {
  return { tag: code === "visited" ? "" : capital(word(DWELLING_STATES, code)), tone: DWELLING_TONES[code] ?? "grey" };
}

/** The name of an area of data, in the language of the screen. */
export function areaName(code: string): string {
  const areas: Readonly<Record<string, { readonly ro: string; readonly en: string }>> = policy.areas;
  return areas[code]?.[spoken()] ?? code;
}

/** The name of a profession, in the language of the screen. */
export function roleName(code: string): string {
  const team: Readonly<Record<string, { readonly ro: string; readonly en: string }>> = policy.team;
  return team[code]?.[spoken()] ?? code;
}

/** "42 de ani", "sub un an", or that nobody knows. */
export function ageWords(age: number | null): string {
  if (age === null) return t("vârstă necunoscută");
  return age === 0 ? t("sub un an") : counted(age, "an", "ani");
}

/** Age and what she is in the household. */
export function memberFacts(member: Member): string[] {
  return [ageWords(member.age), word(RELATIONS, member.relation)];
}

export function isChild(member: Member): boolean {
  return member.age !== null && member.age < 18;
}

/** How many live there: "nu locuiește nimeni", "o persoană", "5 persoane". */
export function peopleCount(count: number): string {
  if (count === 0) return t("nu locuiește nimeni");
  return count === 1 ? t("o persoană") : counted(count, "persoană", "persoane");
}

/** Who lives in a household, in numbers: "3 persoane, dintre care 2 copii". */
export function membersLine(household: Household): string {
  const children = household.members.filter(isChild).length;
  const people = peopleCount(household.members.length);
  if (children === 0) return people;
  return t("{people}, dintre care {children}", { people, children: children === 1 ? t("un copil") : counted(children, "copil", "copii") });
}

/** When somebody was born, or about when. */
export function birthWords(person: PersonRow): string {
  if (person.birth_date) return inWords(person.birth_date);
  return person.birth_year ? t("aproximativ în {year}", { year: person.birth_year }) : "";
}
