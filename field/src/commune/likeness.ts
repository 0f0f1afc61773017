// How alike two people are: the reasons for a duplicate warning and a score to order them by. The twin of
// impreuna/registry/rules/likeness.py; both run contracts/vectors/likeness.json.

import { canonicalWords } from "./names.ts";
import { similarity } from "./similarity.ts";
import type { Typed } from "./views.ts";

/** From this score on people are warned; a warning never stops a registration. */
export const WARN_FROM = 60;

/** `score` from 0 to 100, and the codes of the reasons, the strongest first. */
export interface Likeness {
  readonly score: number;
  readonly reasons: readonly string[];
}

type Part = readonly [score: number, reason: string | null];

/** Somebody ready to be compared. */
export interface Likened {
  readonly words: readonly string[];
  readonly joined: string;
  readonly birth_date: string | null;
  readonly year: number | null;
  readonly sex: string;
}

/** What is compared of a person. */
export function likened(person: Typed): Likened {
  const words = canonicalWords(`${person.last_name} ${person.first_name}`);
  const year = person.birth_date ? Number(person.birth_date.slice(0, 4)) : person.birth_year;
  return { words, joined: words.join(" "), birth_date: person.birth_date, year, sex: person.sex };
}

/** How alike `one` and `other` are. Symmetric. */
export function liken(one: Likened, other: Likened): Likeness {
  const [births, birthReason] = birthsOf(one, other);
  const [names, nameReason] = namesOf(one, other);
  const score = names + births - sexesOf(one, other);
  const reasons = [nameReason, birthReason].filter((reason) => reason !== null);
  return { score: Math.max(0, Math.min(100, score)), reasons };
}

/** Like `liken`, for those worth a warning only: whoever cannot be is passed over without reading her name twice. */
export function likenIfClose(one: Likened, other: Likened): Likeness | null {
  const lacks = WARN_FROM - birthsOf(one, other)[0] + sexesOf(one, other);
  if (lacks > 60 || (lacks > 50 && one.joined !== other.joined)) return null;
  if (one.joined !== other.joined && !isPart(one, other) && (lacks > 40 || !mayBeSimilar(one.joined, other.joined))) {
    return null;
  }
  const likeness = liken(one, other);
  return likeness.score >= WARN_FROM ? likeness : null;
}

function sexesOf(one: Likened, other: Likened): number {
  return one.sex && other.sex && one.sex !== other.sex ? 25 : 0;
}

function namesOf(one: Likened, other: Likened): Part {
  if (one.words.length === 0 || other.words.length === 0) return [0, null];
  if (one.joined === other.joined) return [60, "same_name"];
  if (isPart(one, other)) return [50, "name_part"];
  const [first, second] = one.joined < other.joined ? [one, other] : [other, one];
  const ratio = similarity(first.joined, second.joined);
  return ratio >= 0.85 ? [40, "similar_name"] : [roundHalfToEven(20 * ratio), null];
}

// Whether the shorter name, of two words at least, is wholly within the longer.
function isPart(one: Likened, other: Likened): boolean {
  const [smaller, larger] = one.words.length <= other.words.length ? [one, other] : [other, one];
  if (smaller.words.length < 2 || smaller.words.length === larger.words.length) return false;
  return smaller.words.every((word) => larger.words.includes(word));
}

// More than this no similarity can be: what one has and the other has not is never shared.
function mayBeSimilar(one: string, other: string): boolean {
  if (2 * Math.min(one.length, other.length) < 0.85 * (one.length + other.length)) return false;
  const counts = new Map<number, number>();
  for (let index = 0; index < one.length; index += 1) {
    const sign = one.charCodeAt(index);
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  let shared = 0;
  for (let index = 0; index < other.length; index += 1) {
    const left = counts.get(other.charCodeAt(index)) ?? 0;
    if (left > 0) {
      shared += 1;
      counts.set(other.charCodeAt(index), left - 1);
    }
  }
  return 2 * shared >= 0.85 * (one.length + other.length);
}

function birthsOf(one: Likened, other: Likened): Part {
  if (one.birth_date && other.birth_date) return datesOf(one.birth_date, other.birth_date);
  if (one.year === null || other.year === null) return [5, null];
  const gap = Math.abs(one.year - other.year);
  if (gap <= 1) return [20, "same_birth_year"];
  return [gap <= 3 ? 5 : -20, null];
}

function datesOf(one: string, other: string): Part {
  if (one === other) return [40, "same_birth_date"];
  const isSwapped = one.slice(5, 7) === other.slice(8) && one.slice(8) === other.slice(5, 7);
  const isAlike = one.slice(5) === other.slice(5) || (one.slice(0, 4) === other.slice(0, 4) && isSwapped);
  return isAlike ? [15, "similar_birth_date"] : [-30, null];
}

// As Python rounds.
function roundHalfToEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}
