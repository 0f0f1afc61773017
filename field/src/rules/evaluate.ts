// The evaluator: the value of a checked expression in somebody's eyes.
//
// Three-valued (Kleene), null for unknown: what was not answered never counts as "no". The server evaluates the
// same trees (impreuna/nomenclature/expression/evaluate.py); contracts/vectors and a differential fuzz hold the
// two together. Numbers are doubles on both sides; no result is NaN, infinite or -0.

import type { Answer, Answers, Context, Eyes, Tree, Value } from "./types.ts";

const DOES_NOT_KNOW = "?";

/** The values of `answers` that say something. */
export function known(answers: Answers): Map<string, Answer> {
  const found = new Map<string, Answer>();
  for (const [code, value] of Object.entries(answers)) {
    if (value !== null && value !== DOES_NOT_KNOW) found.set(code, value);
  }
  return found;
}

/** The value of `tree` in a context as it travels. */
export function evaluateIn(context: Context, tree: Tree): Value {
  const members = context.members.map(known);
  const person = (context.person === null ? undefined : members[context.person]) ?? new Map<string, Answer>();
  return evaluate(tree, { person, household: known(context.household), members, parameters: known(context.parameters) });
}

/**
 * The value of `tree` in the eyes of `eyes`. It runs some thousand times with every answer of an interview: nothing is
 * made here that is not needed.
 */
export function evaluate(tree: Tree, eyes: Eyes): Value {
  switch (tree[0]) {
    case "lit":
      return tree[1];
    case "p":
      return eyes.person.get(tree[1]) ?? null;
    case "h":
      return eyes.household.get(tree[1]) ?? null;
    case "param":
      return eyes.parameters.get(tree[1]) ?? null;

    case "and":
    case "or":
      return joined(tree, eyes);
    case "any":
    case "all":
      return ofMembers(tree, eyes);
    case "not": {
      const value = evaluate(tree[1], eyes);
      return value === null ? null : !value;
    }
    case "at_least": {
      const [, wanted, ...parts] = tree;
      const values = parts.map((part) => evaluate(part, eyes));
      return atLeast(wanted, values);
    }
    case "count": {
      const values = eyes.members.map((person) => evaluate(tree[1], { ...eyes, person }));
      return values.includes(null) ? null : values.filter((value) => value === true).length;
    }

    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compare(tree[0], evaluate(tree[1], eyes), evaluate(tree[2], eyes));
    case "+":
    case "-":
    case "*":
    case "/":
      return compute(tree[0], evaluate(tree[1], eyes), evaluate(tree[2], eyes));
    case "neg":
      return compute("-", 0, evaluate(tree[1], eyes));

    case "in": {
      const value = evaluate(tree[1], eyes);
      return value === null ? null : tree[2].includes(value as number | string);
    }
    case "has": {
      const chosen = evaluate(tree[1], eyes);
      return chosen === null ? null : contains(chosen, tree[2]);
    }
    case "has_any": {
      const chosen = evaluate(tree[1], eyes);
      return chosen === null ? null : tree[2].some((option) => contains(chosen, option));
    }

    case "answered":
      return evaluate(tree[1], eyes) !== null;
    case "coalesce":
      return evaluate(tree[1], eyes) ?? evaluate(tree[2], eyes);
    case "if": {
      const condition = evaluate(tree[1], eyes);
      return condition === null ? null : evaluate(condition ? tree[2] : tree[3], eyes);
    }
  }
}

/** One decisive part settles it (true of *or*, false of *and*); otherwise an unknown part leaves it open. */
function joined(tree: readonly ["and" | "or", ...Tree[]], eyes: Eyes): boolean | null {
  const decisive = tree[0] === "or";
  let result: boolean | null = !decisive;
  for (let index = 1; index < tree.length; index += 1) {
    const value = evaluate(tree[index] as Tree, eyes);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

/** The same over the members, in the eyes of each: *any* as *or*, *all* as *and*. */
function ofMembers(tree: readonly [string, Tree], eyes: Eyes): boolean | null {
  const decisive = tree[0] === "any";
  let result: boolean | null = !decisive;
  for (const person of eyes.members) {
    const value = evaluate(tree[1], { ...eyes, person });
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

/** True when enough are true, false when even the unknown ones would not do. */
function atLeast(wanted: number, values: readonly Value[]): boolean | null {
  const sure = values.filter((value) => value === true).length;
  const possible = sure + values.filter((value) => value === null).length;
  return sure >= wanted ? true : possible < wanted ? false : null;
}

function contains(chosen: Value, option: number | string): boolean {
  return Array.isArray(chosen) && chosen.includes(option);
}

function compare(sign: "=" | "!=" | "<" | "<=" | ">" | ">=", one: Value, other: Value): boolean | null {
  if (one === null || other === null) return null;
  switch (sign) {
    case "=":
      return one === other;
    case "!=":
      return one !== other;
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    case ">":
      return one > other;
    case ">=":
      return one >= other;
  }
}

function compute(sign: "+" | "-" | "*" | "/", one: Value, other: Value): number | null {
  if (typeof one !== "number" || typeof other !== "number") return null;
  const result = { "+": one + other, "-": one - other, "*": one * other, "/": one / other }[sign];
  // By zero it is infinite or NaN: unknown, like an overflow. Adding zero turns -0 into 0.
  return Number.isFinite(result) ? result + 0 : null;
}
