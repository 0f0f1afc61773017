// Every text of the screen has its English, and no catalogue keeps a text that nobody says any more.
import { expect, test } from "vitest";

const sources: Record<string, string> = import.meta.glob("../**/*.{ts,svelte}", { query: "?raw", import: "default", eager: true });
const catalogues: Record<string, Record<string, string>> = import.meta.glob("../**/en.json", { import: "default", eager: true });

const SAID = /\bt\(\s*("(?:[^"\\]|\\.)*")|\bcounted\([^;]*?,\s*("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*")|\/\* t \*\/ ("(?:[^"\\]|\\.)*")/g;

/** Texts in `t("…")`, in `counted(n, "…", "…")`, and those that a comment with a t marks, which are said elsewhere. */
function said(): Set<string> {
  const texts = new Set<string>();
  for (const [path, source] of Object.entries(sources)) {
    if (path.endsWith(".test.ts") || path.endsWith("i18n.ts")) continue;
    for (const match of source.matchAll(SAID)) {
      for (const literal of match.slice(1)) if (literal) texts.add(JSON.parse(literal) as string);
    }
  }
  return texts;
}

const translated = new Set(Object.values(catalogues).flatMap((texts) => Object.keys(texts)));

test("every text is translated", () => expect([...said()].filter((text) => !translated.has(text))).toEqual([]));

test("no translation is left of a text that is gone", () => {
  const texts = said();
  expect([...translated].filter((text) => !texts.has(text))).toEqual([]);
});

test("translations keep the facts of their texts", () => {
  const facts = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  const wrong = Object.values(catalogues)
    .flatMap((texts) => Object.entries(texts))
    .filter(([text, english]) => facts(text).join() !== facts(english).join() || english.trim() === "");
  expect(wrong).toEqual([]);
});
