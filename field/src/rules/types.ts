// What the rules read and say. The same words as in impreuna/nomenclature.

/** An answer: a number, an option's code, a text, or the codes of several options. "?" is: does not know. */
export type Answer = number | string | readonly number[];

/** What an expression can be worth; null is unknown. */
export type Value = Answer | boolean | null;

type Constant = number | string;

/** An expression as the server publishes it, parsed and checked there: an array with the operation first. */
export type Tree =
  | readonly ["lit", boolean | Constant]
  | readonly ["p" | "h" | "param", string]
  | readonly ["and" | "or", ...Tree[]]
  | readonly ["not" | "neg" | "any" | "all" | "count" | "answered", Tree]
  | readonly ["=" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "coalesce", Tree, Tree]
  | readonly ["in" | "has_any", Tree, readonly Constant[]]
  | readonly ["has", Tree, Constant]
  | readonly ["if", Tree, Tree, Tree]
  | readonly ["at_least", number, ...Tree[]];

/** Answers and facts by code, as they are kept and sent; null, "?" and absence all say nothing. */
export type Answers = Readonly<Record<string, Answer | null>>;

/** Only what is known, by code. A map: no code can mean something of the language itself. */
export type Known = ReadonlyMap<string, Answer>;

/** In whose eyes an expression is read; `person` is empty when it is asked of the household. */
export interface Eyes {
  readonly person: Known;
  readonly household: Known;
  readonly members: readonly Known[];
  readonly parameters: Known;
}

/** The context of an expression as it travels; `person` is a member's index, null for the household. */
export interface Context {
  readonly household: Answers;
  readonly members: readonly Answers[];
  readonly person: number | null;
  readonly parameters: Answers;
}

/** The part of an expression in an edition that is needed here. */
export interface Expression {
  readonly tree: Tree;
}

export interface Question {
  readonly code: string;
  readonly level: "household" | "person";
  readonly when: Expression | null;
}

/** `raised`: severities with their conditions, the gravest first. A community's entry has no rule. */
export interface Vulnerability {
  readonly code: string;
  readonly subject: "person" | "household" | "community";
  readonly severity: number;
  readonly rule: Expression | null;
  readonly raised: readonly (readonly [number, Expression])[];
}

/** Answers that cannot all be true. */
export interface Contradiction {
  readonly code: string;
  readonly level: "household" | "person";
  readonly never: Expression;
}

/** An edition of the national lists, as far as rules need it. */
export interface Edition {
  readonly questions: readonly Question[];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly contradictions: readonly Contradiction[];
}
