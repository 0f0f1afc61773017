// Why an expression is true: the answers and facts that make it so. What did not matter is left out.

import { evaluate } from "./evaluate.ts";
import { namesIn } from "./names.ts";
import type { Answer, Eyes, Known, Tree } from "./types.ts";

/** The facts and answers, by code, that make a true `tree` true. */
export function evidence(tree: Tree, eyes: Eyes): ReadonlyMap<string, Answer> {
  const found = new Map<string, Answer>();
  gather(tree, eyes, true, found);
  return found;
}

/** Adds what makes `tree` `wanted`, which it is. */
function gather(tree: Tree, eyes: Eyes, wanted: boolean, found: Map<string, Answer>): void {
  const gatherFrom = (parts: readonly Tree[]): void => {
    for (const part of parts) if (evaluate(part, eyes) === wanted) gather(part, eyes, wanted, found);
  };
  switch (tree[0]) {
    case "not":
      return gather(tree[1], eyes, !wanted, found);
    case "and":
    case "or": {
      const [, ...parts] = tree;
      return gatherFrom(parts);
    }
    case "at_least": {
      const [, , ...parts] = tree;
      return gatherFrom(parts);
    }
    case "any":
    case "all": {
      const inTheEyesOf = (person: Known): Eyes => ({ ...eyes, person });
      const member = eyes.members.find((person) => evaluate(tree[1], inTheEyesOf(person)) === wanted);
      return member && gather(tree[1], inTheEyesOf(member), wanted, found);
    }
    case "if": {
      const condition = evaluate(tree[1], eyes) === true;
      gather(tree[1], eyes, condition, found);
      return gather(condition ? tree[2] : tree[3], eyes, wanted, found);
    }
    default:
      addNames(tree, eyes, found);
  }
}

function addNames(tree: Tree, eyes: Eyes, found: Map<string, Answer>): void {
  for (const [mark, code] of namesIn(tree)) {
    const value = mark === "p" ? eyes.person.get(code) : mark === "h" ? eyes.household.get(code) : undefined;
    if (value !== undefined && !found.has(code)) found.set(code, value);
  }
}
