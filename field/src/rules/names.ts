// The parts and names of an expression.

import type { Tree } from "./types.ts";

/** The expressions that `tree` is made of. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree[0]) {
    case "lit":
    case "p":
    case "h":
    case "param":
      return [];
    case "in":
    case "has":
    case "has_any":
      return [tree[1]];
    case "at_least": {
      const [, , ...parts] = tree;
      return parts;
    }
    default: {
      const [, ...parts] = tree;
      return parts;
    }
  }
}

/** Every name in `tree` with its mark (p, h or param), in reading order, repeated as often as it stands there. */
export function namesIn(tree: Tree): (readonly ["p" | "h" | "param", string])[] {
  if (tree[0] === "p" || tree[0] === "h" || tree[0] === "param") return [[tree[0], tree[1]]];
  return partsOf(tree).flatMap(namesIn);
}

/** The codes that `tree` reads. */
export function codesIn(tree: Tree): string[] {
  return namesIn(tree).map(([, code]) => code);
}
