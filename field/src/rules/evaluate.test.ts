// The shared vectors: what every expression is worth by definition (contracts/vectors/README.md).

import { describe, expect, it } from "vitest";

import file from "../../../contracts/vectors/expressions.json";
import { evaluate, evaluateIn } from "./evaluate.ts";
import type { Answer, Context, Tree, Value } from "./types.ts";

interface Vector {
  readonly name: string;
  readonly text: string;
  readonly tree: Tree;
  readonly context: Context;
  readonly expected: Value;
}

for (const { group, vectors } of file.groups as unknown as { group: string; vectors: Vector[] }[]) {
  describe(group, () => {
    it.each(vectors)("$name: $text", ({ tree, context, expected }) => {
      expect(evaluateIn(context, tree)).toBe(expected);
    });
  });
}

describe("names of the language itself", () => {
  const nobody = new Map<string, Answer>();
  const eyes = { person: nobody, household: nobody, members: [], parameters: nobody };

  it.each(["constructor", "toString", "__proto__", "size"])("%s is nothing that anybody answered", (code) => {
    expect(evaluate(["answered", ["p", code]], eyes)).toBe(false);
    expect(evaluateIn({ household: {}, members: [{}], person: 0, parameters: {} }, ["h", code])).toBe(null);
  });
});
