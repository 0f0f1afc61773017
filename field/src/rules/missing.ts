// What an undecided expression waits for.

import { namesIn } from "./names.ts";
import type { Eyes, Known, Tree } from "./types.ts";

/** The codes of facts and answers that an undecided `tree` waits for, in reading order; of anybody when it is the household's. */
export function missing(tree: Tree, eyes: Eyes): string[] {
  const people: readonly Known[] = eyes.person.size > 0 ? [eyes.person] : eyes.members;
  const waiting = new Set<string>();
  for (const [mark, code] of namesIn(tree)) {
    const sources = mark === "h" ? [eyes.household] : people;
    if (mark !== "param" && sources.some((source) => !source.has(code))) waiting.add(code);
  }
  return [...waiting];
}
