// What an undecided expression waits for.

import { namesIn } from "./names.ts";
import type { Eyes, Known, Tree } from "./types.ts";

// Rules stay as long as their edition: their names are gathered once.
const NAMES = new WeakMap<Tree, ReturnType<typeof namesIn>>();

/** The codes of facts and answers that an undecided `tree` waits for, in reading order; of anybody when it is the household's. */
export function missing(tree: Tree, eyes: Eyes): string[] {
  const people: readonly Known[] = eyes.person.size > 0 ? [eyes.person] : eyes.members;
  const waiting = new Set<string>();
  const names = NAMES.get(tree) ?? namesIn(tree);
  NAMES.set(tree, names);
  for (const [mark, code] of names) {
    const sources = mark === "h" ? [eyes.household] : people;
    if (mark !== "param" && sources.some((source) => !source.has(code))) waiting.add(code);
  }
  return [...waiting];
}
