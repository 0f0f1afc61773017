import { expect, it } from "vitest";
import { mayBeMisspelt, slipped } from "./misspelt.ts";

it.each([
  ["dana", "dona", "dana"],
  ["danaila", "dona", "dana"],
  ["doina", "dona", "doina"],
  ["barbu", "babru", "barbu"],
  ["barbulescu", "barbbu", "barbu"],
  ["popescu", "popsecu", "popescu"],
  ["popescu", "popesc", null],
  ["maria", "mariana", null],
  ["dan", "dana", "dan"],
  ["vana", "dana", null],
  ["dana", "dona maria", null],
])("%s for %s: %s", (word, typed, beginning) => expect(slipped(word, typed)).toBe(beginning));

it("takes no short word and no number for a slip", () => {
  expect(["ana", "1950", "dana"].map(mayBeMisspelt)).toEqual([false, false, true]);
});
