// The list of words, and typing them as people type.

import { describe, expect, it } from "vitest";

import { canonical, fold } from "./passphrase.ts";
import { complete, expand, isWhole, passphrase, strangerIn, WORDS } from "./words.ts";

describe("the list", () => {
  it("has 2,048 words, told apart by their first four letters, diacritics or not", () => {
    expect(WORDS).toHaveLength(2048);
    expect(new Set(WORDS.map(fold)).size).toBe(2048);
    expect(new Set(WORDS.map((word) => fold(word).slice(0, 4))).size).toBe(2048);
  });

  it("is written in Romanian letters, four to eight of them", () => {
    expect(WORDS.filter((word) => !/^[a-zăâîșț]{4,8}$/.test(word))).toEqual([]);
  });
});

describe("a passphrase", () => {
  it("is four words of the list, and never the same twice", () => {
    const made = Array.from({ length: 50 }, passphrase);
    expect(made.every((phrase) => phrase.split(" ").every((word) => WORDS.includes(word)) && isWhole(phrase))).toBe(true);
    expect(new Set(made).size).toBe(50);
  });

  it("uses the whole list", () => {
    const drawn = new Set(Array.from({ length: 4000 }, passphrase).flatMap((phrase) => phrase.split(" ")));
    expect(drawn.size).toBeGreaterThan(2000);
  });
});

describe("what is typed", () => {
  it.each(["zăpadă abecedar", " ZAPADA,  Abecedar ", "zapa-abec", "zăpad abeced"])("%s is understood", (typed) => {
    expect(canonical(expand(typed))).toBe("zapada abecedar");
  });

  it("stays as it is where no word begins so, or several do", () => {
    expect(expand("xyzw a zapadix")).toBe("xyzw a zapadix");
    expect(isWhole("zapada abecedar zapada xyzw")).toBe(false);
    expect(isWhole("zapada abecedar zapada")).toBe(false);
    expect(isWhole("zapada abec zapa abecedar")).toBe(true);
  });

  it("is looked at again where the list has no such word", () => {
    expect(strangerIn("zapada abec xyzw zapadix")).toBe(3);
    expect(strangerIn("zapada abec")).toBeNull();
  });

  it("is completed from the list", () => {
    expect(complete("zăpa")).toEqual(["zăpadă"]);
    expect(complete("ca", 3)).toHaveLength(3);
    expect([complete(""), complete("xyzw")]).toEqual([[], []]);
  });
});
