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

type Name = readonly ["p" | "h" | "param", string];

// Rules stay as long as their edition: their names are gathered once.
const NAMES = new WeakMap<Tree, readonly Name[]>();
const CODES = new WeakMap<Tree, ReadonlySet<string>>();

/** Every name in `tree` with its mark (p, h or param), in reading order, repeated as often as it stands there. */
export function namesIn(tree: Tree): readonly Name[] {
  const known = NAMES.get(tree);
  if (known) return known;
  const names = tree[0] === "p" || tree[0] === "h" || tree[0] === "param" ? [[tree[0], tree[1]] as const] : partsOf(tree).flatMap(namesIn);
  NAMES.set(tree, names);
  return names;
}

/** The codes that `tree` reads. */
export function codesOf(tree: Tree): ReadonlySet<string> {
  const known = CODES.get(tree) ?? new Set(namesIn(tree).map(([, code]) => code));
  CODES.set(tree, known);
  return known;
}
