// Which questions show, and which answers therefore count. A hidden answer is kept where it was given, but rules
// and the conditions of other questions do not see it.

import { evaluate, known } from "./evaluate.ts";
import { codesOf } from "./names.ts";
import type { Answer, Answers, Known, Question, Value } from "./types.ts";

/** What the registry knows of a member and of a household; questions have other codes. */
export const PERSON_FACTS = ["age", "age_months", "age_days", "sex", "relation"];
export const HOUSEHOLD_FACTS = ["size"];

/** The codes of the questions that show, for the household and for each member. */
export interface Relevance {
  readonly household: ReadonlySet<string>;
  readonly members: readonly ReadonlySet<string>[];
}

/** The answers that count: known, and to questions that show. */
export interface Counted {
  readonly household: Known;
  readonly members: readonly Known[];
}

const NOTHING: Known = new Map<string, Answer>();
// An edition keeps its questions: their order is worked out once.
const ORDERS = new WeakMap<readonly Question[], readonly Question[]>();

/** Decides every question once, each after those that its condition reads (`inOrderOfNeed`). */
export function settle(
  questions: readonly Question[],
  household: Answers,
  members: readonly Answers[],
): { relevance: Relevance; counted: Counted } {
  const [given, givenBy] = [known(household), members.map(known)];
  const [counted, countedOf] = [only(HOUSEHOLD_FACTS, given), givenBy.map((member) => only(PERSON_FACTS, member))];
  const [shown, shownOf] = [new Set<string>(), members.map(() => new Set<string>())];

  const shows = (question: Question, person: Known): Value =>
    question.when === null ||
    evaluate(question.when.tree, { person, household: counted, members: countedOf, parameters: NOTHING });

  const ordered = ORDERS.get(questions) ?? inOrderOfNeed(questions);
  ORDERS.set(questions, ordered);
  for (const question of ordered) {
    if (question.level === "household") {
      if (shows(question, NOTHING) === true) keep(question.code, given, counted, shown);
      continue;
    }
    // A condition may look at other members, never at this very question: the order in which they come is no matter.
    for (const [index, person] of countedOf.entries()) {
      if (shows(question, person) === true) keep(question.code, givenBy[index]!, person, shownOf[index]!);
    }
  }
  return { relevance: { household: shown, members: shownOf }, counted: { household: counted, members: countedOf } };
}

/** The codes whose answers are others in `after` than in `before`, of anybody or of the household; both count the same people. */
export function changedCodes(before: Counted, after: Counted): readonly string[] {
  const changed = new Set<string>();
  const compare = (one: Known, other: Known): void => {
    for (const [code, answer] of other) if (one.get(code) !== answer) changed.add(code);
    for (const code of one.keys()) if (!other.has(code)) changed.add(code);
  };
  compare(before.household, after.household);
  for (const [index, member] of after.members.entries()) compare(before.members[index] ?? NOTHING, member);
  return [...changed];
}

/** The questions, each after those that its condition reads. An edition with a circle is never published. */
export function inOrderOfNeed(questions: readonly Question[]): Question[] {
  const waiting = new Map(questions.map((question) => [question.code, question]));
  const ordered: Question[] = [];
  const take = (question: Question): void => {
    waiting.delete(question.code);
    for (const code of question.when ? codesOf(question.when.tree) : []) {
      const needed = waiting.get(code);
      if (needed) take(needed);
    }
    ordered.push(question);
  };
  for (const question of questions) if (waiting.has(question.code)) take(question);
  return ordered;
}

function only(codes: readonly string[], values: Known): Map<string, Answer> {
  return new Map([...values].filter(([code]) => codes.includes(code)));
}

function keep(code: string, given: Known, counted: Map<string, Answer>, shown: Set<string>): void {
  shown.add(code);
  const answer = given.get(code);
  if (answer !== undefined) counted.set(code, answer);
}
