// The evaluator: the value of a checked expression in somebody's eyes.
//
// Three-valued (Kleene), null for unknown: what was not answered never counts as "no". The server evaluates the
// same trees (impreuna/nomenclature/expression/evaluate.py); contracts/vectors and a differential fuzz hold the
// two together. Numbers are doubles on both sides; no result is NaN, infinite or -0.

import type { Answer, Answers, Context, Eyes, Known, Tree, Value } from "./types.ts";

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

/** The value of `tree` in the eyes of `eyes`. */
export function evaluate(tree: Tree, eyes: Eyes): Value {
  const of = (part: Tree): Value => evaluate(part, eyes);
  const ofMember = (part: Tree) => (member: Known): Value => evaluate(part, { ...eyes, person: member });

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
    case "or": {
      const [operation, ...parts] = tree;
      return decidedBy(operation === "or", parts, of);
    }
    case "any":
    case "all":
      return decidedBy(tree[0] === "any", eyes.members, ofMember(tree[1]));
    case "not":
      return ifKnown(of(tree[1]), (value) => !value);
    case "at_least": {
      const [, wanted, ...parts] = tree;
      return atLeast(wanted, parts.map(of));
    }
    case "count": {
      const values = eyes.members.map(ofMember(tree[1]));
      return values.includes(null) ? null : values.filter((value) => value === true).length;
    }

    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compare(tree[0], of(tree[1]), of(tree[2]));
    case "+":
    case "-":
    case "*":
    case "/":
      return compute(tree[0], of(tree[1]), of(tree[2]));
    case "neg":
      return compute("-", 0, of(tree[1]));

    case "in":
      return ifKnown(of(tree[1]), (value) => tree[2].includes(value as number | string));
    case "has":
      return ifKnown(of(tree[1]), (chosen) => contains(chosen, tree[2]));
    case "has_any":
      return ifKnown(of(tree[1]), (chosen) => tree[2].some((option) => contains(chosen, option)));

    case "answered":
      return of(tree[1]) !== null;
    case "coalesce":
      return of(tree[1]) ?? of(tree[2]);
    case "if": {
      const condition = of(tree[1]);
      return condition === null ? null : of(condition ? tree[2] : tree[3]);
    }
  }
}

/** One `decisive` part settles it; otherwise an unknown part leaves it open. */
function decidedBy<Part>(decisive: boolean, parts: readonly Part[], valueOf: (part: Part) => Value): boolean | null {
  let result: boolean | null = !decisive;
  for (const part of parts) {
    const value = valueOf(part);
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

function ifKnown(value: Value, then: (value: Exclude<Value, null>) => boolean): boolean | null {
  return value === null ? null : then(value);
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
