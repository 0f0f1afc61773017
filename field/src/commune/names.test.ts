// The shared vectors of names and of how alike people are (contracts/vectors/README.md).

import { describe, expect, it } from "vitest";

import likeness from "../../../contracts/vectors/likeness.json";
import names from "../../../contracts/vectors/names.json";
import { liken, likened, likenIfClose, WARN_FROM } from "./likeness.ts";
import { canonicalWords, searchText } from "./names.ts";
import { similarity } from "./similarity.ts";
import type { Typed } from "./views.ts";

describe("the words of a name", () => {
  it.each(names.canonical_words)("$name", ({ text, words }) => expect(canonicalWords(text)).toEqual(words));
});

describe("what search looks into", () => {
  it.each(names.search_text)("$name", ({ names: said, text }) => expect(searchText(...said)).toBe(text));
});

describe("similarity", () => {
  it.each(likeness.similarity)("$name", ({ one, other, ratio }) => expect(similarity(one, other)).toBeCloseTo(ratio, 12));
});

function typed(person: Partial<Typed>): Typed {
  return { last_name: "", first_name: "", birth_date: null, birth_year: null, sex: "", ...person };
}

describe("likeness", () => {
  it.each(likeness.liken)("$name", ({ one, other, score, reasons }) => {
    const [left, right] = [likened(typed(one as Partial<Typed>)), likened(typed(other as Partial<Typed>))];
    expect(liken(left, right)).toEqual({ score, reasons });
    expect(liken(right, left)).toEqual({ score, reasons });
    expect(likenIfClose(left, right)).toEqual(score >= WARN_FROM ? { score, reasons } : null);
  });
});
