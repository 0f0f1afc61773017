// Whether an answer fits its question. The twin of impreuna/nomenclature/rules/answers.py.

import { option, isAnswerable } from "./edition.ts";
import type { Kind, Question } from "./content.ts";

/** The answer "does not know, does not answer". */
export const DOES_NOT_KNOW = "?";
export const LONGEST_TEXT = 4000;

/** Why something is refused: a code of contracts/reasons.json with the facts of its sentence. */
export interface Refusal {
  readonly reason: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Why `value`, as it travels, is no answer to `question`; null when it is one. "?" always is. */
export function checkAnswer(question: Question, value: unknown): Refusal | null {
  if (!isAnswerable(question)) return refused(question, "answer_to_nothing");
  return value === DOES_NOT_KNOW ? null : CHECKS[question.kind](question, value);
}

type Check = (question: Question, value: unknown) => Refusal | null;

const CHECKS: Readonly<Record<Kind, Check>> = {
  single: (question, value) => (isOption(question, value) ? null : refused(question, "answer_not_an_option")),
  multi: checkMulti,
  number: checkNumber,
  text: checkText,
  date: (question, value) => (isDay(value) ? null : refused(question, "answer_not_a_date")),
  month: (question, value) =>
    typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? null : refused(question, "answer_not_a_date"),
  registry: (question) => refused(question, "answer_to_nothing"),
  composite: (question) => refused(question, "answer_to_nothing"),
};

function refused(question: Question, reason: string, facts: Readonly<Record<string, unknown>> = {}): Refusal {
  return { reason, facts: { question: question.code, ...facts } };
}

function isOption(question: Question, value: unknown): value is number {
  return typeof value === "number" && option(question, value) !== undefined;
}

function checkMulti(question: Question, value: unknown): Refusal | null {
  const areOptions = Array.isArray(value) && value.length > 0 && value.every((one) => isOption(question, one));
  if (!areOptions || new Set(value).size < value.length) return refused(question, "answer_not_an_option");
  const alone = question.exclusive.find((code) => value.includes(code));
  if (alone === undefined || value.length === 1) return null;
  return refused(question, "answer_not_together", { option: option(question, alone)?.ro ?? "" });
}

function checkNumber(question: Question, value: unknown): Refusal | null {
  // Whole numbers beyond 2^53 are not exact as doubles.
  if (typeof value !== "number" || !(Math.abs(value) <= 2 ** 53)) return refused(question, "answer_not_a_number");
  if (question.whole && !Number.isInteger(value)) return refused(question, "answer_not_whole");
  const { low, high } = question;
  if (low !== null && value < low) return refused(question, "answer_too_low", { limit: String(low) });
  if (high !== null && value > high) return refused(question, "answer_too_high", { limit: String(high) });
  return null;
}

function checkText(question: Question, value: unknown): Refusal | null {
  if (typeof value !== "string") return refused(question, "answer_not_text");
  // Signs, not the halves in which some of them are kept.
  const isTooLong = value.length > LONGEST_TEXT && [...value].length > LONGEST_TEXT;
  return isTooLong ? refused(question, "answer_too_long", { limit: LONGEST_TEXT }) : null;
}

/** Whether `value` is a day of the calendar, ISO 8601. */
export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "0001") return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}
