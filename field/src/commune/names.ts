// Names of people as they are compared: folded, and with every form of a first name brought to one. The twin of
// impreuna/registry/rules/names.py, which prints the table of forms; both run contracts/vectors/names.json.

import { wordsOf } from "../kernel/text.ts";
import FORMS from "./names.json" with { type: "json" };

const CANONICAL: ReadonlyMap<string, string> = new Map(Object.entries(FORMS));
const known = new Map<string, readonly string[]>();
const KEPT = 20_000;

/** The one form of a folded first name; any other word itself. */
export function canonical(word: string): string {
  return CANONICAL.get(word) ?? word;
}

/** The words of a name, folded, each first name in its one form, in alphabetical order without repetition. */
export function canonicalWords(text: string): readonly string[] {
  const before = known.get(text);
  if (before) return before;
  const words = [...new Set(wordsOf(text).map(canonical))].sort(byCodePoint);
  if (known.size >= KEPT) known.clear();
  known.set(text, words);
  return words;
}

/** What search looks into: every word of the names and its one form, each after a space. */
export function searchText(...names: readonly string[]): string {
  const words = wordsOf(names.join(" "));
  return ` ${[...new Set([...words, ...words.map(canonical)])].join(" ")}`;
}

/** The name as it is shown: last name first, as in the law's registers. */
export function fullName(lastName: string, firstName: string): string {
  return `${lastName} ${firstName}`.trim();
}

function byCodePoint(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
