// What is worth a look before an interview becomes an act.

import { explain } from "../i18n/reasons.ts";
import { say } from "../nomenclature/content.ts";
import type { Problem } from "./rules/answering.ts";
import { refusalOf } from "./asking.ts";
import { addressOf } from "./course.ts";
import { typedFor } from "./keeping.ts";
import type { Sitting } from "./sitting.ts";
import { questionsInWords, whereTo, whose } from "./telling.ts";
import { OUTCOME } from "./visit.ts";

// So many open questions are named; of more only the number is said.
const FEW = 2;

/** A step with questions that nobody answered yet: about whom, how many, and the texts of few. */
export interface Open {
  readonly key: string;
  readonly title: string;
  readonly whose: string;
  readonly to: string;
  readonly count: string;
  readonly questions: readonly string[];
}

/** What is left to ask, in the order of the visit. */
export function openSteps(sitting: Sitting): readonly Open[] {
  return sitting.course.steps.flatMap((step) => {
    const left = sitting.course.unanswered(step);
    const first = left[0];
    if (!first) return [];
    return [
      {
        key: addressOf(step),
        title: say(sitting.edition.topic(step.topic)?.text),
        whose: whose(sitting, step.person),
        to: `${addressOf(step)}?la=${first.code}`,
        count: questionsInWords(left.length),
        questions: left.length > FEW ? [] : left.map(({ text }) => say(text)),
      },
    ];
  });
}

/** Something to put right, in words, with the step and the question where that is done. */
export interface ToMend {
  readonly key: string;
  readonly text: string;
  readonly whose: string;
  readonly to: string;
}

/** What was typed and is no answer, of questions that still show. */
export function typedWrongly(sitting: Sitting): readonly ToMend[] {
  return sitting.course.steps.flatMap((step) =>
    sitting.course.questions(step.topic).flatMap((question) => {
      if (!sitting.course.shown(step.person).has(question.code)) return [];
      const refusal = refusalOf(question, typedFor(sitting.notes, step.person, question.code));
      if (!refusal) return [];
      const to = `${addressOf(step)}?la=${question.code}`;
      return [{ key: to, text: explain(refusal.reason, refusal.facts), whose: whose(sitting, step.person), to }];
    }),
  );
}

/** Refusals that the pages of the interview put right, with where. Those of the visit's times have no place there. */
export function refusedAnswers(sitting: Sitting, refusals: readonly Problem[]): readonly ToMend[] {
  return refusals.flatMap(({ field, reason, facts }, index) => {
    const [kind, second = "", third = ""] = field.split(".");
    // Contradictions have their own place, with all their questions.
    if ((kind !== "household" && kind !== "persons") || reason === "contradiction") return [];
    const person = kind === "persons" ? (sitting.asked.people[Number(second)] ?? null) : null;
    const code = kind === "persons" ? third : second;
    const step = whereTo(sitting, code, person);
    return [{ key: `${index}`, text: explain(reason, facts), whose: whose(sitting, person), to: step ? `${step}?la=${code}` : "" }];
  });
}

/** Where the outcome of the visit is noted, when the reader still owes it; null otherwise. */
export function owesOutcome(sitting: Sitting): string | null {
  const step = OUTCOME in sitting.notes.household ? null : whereTo(sitting, OUTCOME, null);
  return step && `${step}?la=${OUTCOME}`;
}
