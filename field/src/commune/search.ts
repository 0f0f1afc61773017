// Search in the whole commune while one types, and who may be the same as the person being typed; both without the
// server. What is compared of a household is worked out once, and again only when its view is another one.

import { wordsOf } from "../kernel/text.ts";
import type { Household, Hit, Likely, Member, Typed } from "./views.ts";
import { likened, likenIfClose, type Likened } from "./likeness.ts";
import { mayBeMisspelt, slipped } from "./misspelt.ts";
import { canonical, searchText } from "./names.ts";

/** Words beyond this are not looked for. */
const MOST_WORDS = 6;
const DATE = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/u;

interface Entry {
  readonly household: Household;
  /** Words of the address, each after a space. */
  readonly place: string;
  /** Words of the address and of everybody. */
  readonly whole: string;
  readonly people: readonly { readonly member: Member; readonly text: string; readonly likened: Likened }[];
}

export class Search {
  readonly #entries = new WeakMap<Household, Entry>();
  #seen: { readonly households: readonly Household[]; readonly entries: readonly Entry[] } | null = null;

  /** Every word without a digit that some entry had: what a misspelt one is compared with. */
  readonly #vocabulary = new Set<string>();
  #last: { households: readonly Household[]; words: readonly Word[]; fitting: readonly Entry[] } | null = null;

  /**
   * The households and people of whom every word of `typed` begins a word; people before addresses alone. Where there is
   * none, those of whom the words were nearly typed.
   */
  find(households: readonly Household[], typed: string, limit: number): Hit[] {
    const words = wordsTyped(typed);
    if (words.length === 0) return [];
    const fitting = this.#candidates(households, words).filter(({ whole }) => words.every((word) => has(whole, word)));
    this.#last = { households, words, fitting };
    const hits = hitsIn(fitting, words, limit);
    return hits.length > 0 ? hits : this.#guessed(households, words, limit);
  }

  #guessed(households: readonly Household[], words: readonly Word[], limit: number): Hit[] {
    const entries = this.#all(households);
    const meant = words.map((word) => this.#meant(word));
    if (meant.every((forms, index) => forms === words[index])) return [];
    // A word may be meant in many ways: one expression looks for all of them at once.
    const looks = meant.map((forms) => new RegExp(forms.join("|"), "u"));
    const fitting = entries.filter(({ whole }) => looks.every((look) => look.test(whole)));
    return hitsIn(fitting, meant, limit).map((hit) => ({ ...hit, isGuess: true }));
  }

  // A word in all the ways in which it may have been meant, as far as somebody or some place here begins so.
  #meant(word: Word): Word {
    const typed = word[0]!.slice(1);
    if (!mayBeMisspelt(typed)) return word;
    const forms = new Set<string>();
    for (const known of this.#vocabulary) {
      const beginning = slipped(known, typed);
      if (beginning) forms.add(` ${beginning}`);
    }
    return forms.size > 0 ? [...word, ...forms] : word;
  }

  // What is typed on looks only into what fitted until now.
  #candidates(households: readonly Household[], words: readonly Word[]): readonly Entry[] {
    const last = this.#last;
    return last?.households === households && goesOn(last.words, words) ? last.fitting : this.#all(households);
  }

  /** Who is alike enough to be warned of; the likeliest first. */
  likely(households: readonly Household[], typed: Typed): Likely[] {
    const one = likened(typed);
    if (one.words.length === 0) return [];
    const found: Likely[] = [];
    for (const { household, people } of this.#all(households)) {
      for (const { member, likened: other } of people) {
        const likeness = likenIfClose(one, other);
        if (likeness) found.push({ household, member, ...likeness });
      }
    }
    return found.sort((left, right) => right.score - left.score);
  }

  /** Works out entries for at most so many milliseconds; whether all are there. */
  prepare(households: readonly Household[], milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (const household of households) {
      if (this.#entries.has(household)) continue;
      this.#entry(household);
      if (performance.now() > end) return false;
    }
    return true;
  }

  // Lists are made anew with every change: one that was seen before has the same entries.
  #all(households: readonly Household[]): readonly Entry[] {
    if (this.#seen?.households !== households) {
      this.#seen = { households, entries: households.map((household) => this.#entry(household)) };
    }
    return this.#seen.entries;
  }

  #entry(household: Household): Entry {
    const known = this.#entries.get(household);
    if (known) return known;
    const { row, village } = household;
    const place = ` ${wordsOf(`${village} ${row.street} ${row.number} ${row.place_note}`).join(" ")}`;
    const people = household.members.map((member) => entryOf(member));
    const entry = { household, place, people, whole: place + people.map(({ text }) => text).join("") };
    this.#entries.set(household, entry);
    for (const word of entry.whole.split(" ")) if (!/\d/u.test(word)) this.#vocabulary.add(word);
    return entry;
  }
}

function hitsIn(entries: readonly Entry[], words: readonly Word[], limit: number): Hit[] {
  // Whose last name it is, whose last name begins so, everybody else, addresses.
  const ranks: Hit[][] = [[], [], [], []];
  const offer = (rank: number, hit: Hit): void => {
    if (ranks[rank]!.length < limit) ranks[rank]!.push(hit);
  };
  for (const { household, people, place } of entries) {
    const isPlace = words.every((word) => has(place, word));
    if (isPlace) offer(3, { household, member: null });
    // Where the address alone fits, people are meant whose own names fit too.
    const around = isPlace ? "" : place;
    for (const { member, text } of people) {
      // Most of those whom a first letter means find no place any more: they are not looked at closely.
      const rank = rankOf(text, words[0]!);
      if (ranks[rank]!.length < limit && isMeant(text, around, words)) offer(rank, { household, member });
    }
  }
  return ranks.flat().slice(0, limit);
}

function entryOf(member: Member): Entry["people"][number] {
  const { last_name, first_name, former_names, birth_date, birth_year } = member.person;
  const births = [birth_date, birth_date?.slice(0, 4) ?? birth_year].filter(Boolean).join(" ");
  return { member, text: `${searchText(last_name, first_name, former_names)} ${births}`, likened: likened(member.person) };
}

/** A word as it is looked for: as typed, or in its one form when it is a form of a first name. */
type Word = readonly string[];

function wordsTyped(typed: string): Word[] {
  const pieces = typed.trim().split(/\s+/u).flatMap((piece): Word[] => {
    const date = DATE.exec(piece);
    if (date) return [[` ${date[3]!}-${date[2]!.padStart(2, "0")}-${date[1]!.padStart(2, "0")}`]];
    return wordsOf(piece).map((word) => [...new Set([word, canonical(word)])].map((form) => ` ${form}`));
  });
  return pieces.slice(0, MOST_WORDS);
}

// Whether whatever fits `words` fitted `before`: each word goes on where one stood, in each of its forms.
function goesOn(before: readonly Word[], words: readonly Word[]): boolean {
  return before.every((word, index) => {
    const now = words[index];
    return now !== undefined && now.every((form) => word.some((begun) => form.startsWith(begun)));
  });
}

function has(text: string, word: Word): boolean {
  return word.some((form) => text.includes(form));
}

// One word at least is of the person; the others may be of where she lives.
function isMeant(text: string, place: string, words: readonly Word[]): boolean {
  let isNamed = false;
  for (const word of words) {
    if (has(text, word)) isNamed = true;
    else if (!has(place, word)) return false;
  }
  return isNamed;
}

// The text begins with the last name.
function rankOf(text: string, [form = ""]: Word): number {
  if (!text.startsWith(form)) return 2;
  return text[form.length] === " " ? 0 : 1;
}
