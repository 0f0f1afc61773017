// How a question stands on the page: its controls, and what of it is wrong.

import { t } from "../i18n/i18n.ts";
import { DOES_NOT_KNOW, type Refusal } from "../nomenclature/answers.ts";
import type { Question } from "../nomenclature/content.ts";
import type { Answer } from "../rules/types.ts";
import { readTicked, readWritten } from "./written.ts";

// Options that say themselves that the answer is not known, as the lists word them.
const SAY_UNKNOWN = ["nu știe", "nu se știe"];

/** Whether one of the options says already that the answer is not known. */
export function saysUnknown(question: Question): boolean {
  return question.options.some(({ text }) => SAY_UNKNOWN.includes(text.ro));
}

/** The id of an option's control. */
export function controlOf({ code }: Question, option: number): string {
  return `id_${code}_${option}`;
}

/** The id of the first control of a question, to which links lead. */
export function firstControlOf(question: Question): string {
  const first = question.options[0];
  return first ? controlOf(question, first.code) : `id_${question.code}`;
}

/** What is ticked: the answer, or the options that cannot stand together. */
export function tickedIn(question: Question, answer: Answer | null, typed: string): readonly (number | string)[] {
  if (question.kind === "multi" && typed !== "") {
    return typed.split(",").map((code) => (code === DOES_NOT_KNOW ? code : Number(code)));
  }
  if (answer === null) return [];
  return Array.isArray(answer) ? answer : [answer as number | string];
}

/** Why what was typed is no answer; null when nothing was. */
export function refusalOf(question: Question, typed: string): Refusal | null {
  if (typed === "") return null;
  if (question.kind !== "multi") return readWritten(question, typed).refusal;
  return readTicked(question, tickedIn(question, null, typed), t("nu știe / nu răspunde")).refusal;
}
