// Whether answers can be kept: each fits its question, its author may write its area, none contradicts another; what
// is then kept. The twin of impreuna/assessment/rules/answering.py.

import policy from "../../../../contracts/policy.json";
import { cleanLines } from "../../kernel/text.ts";
import { checkAnswer, DOES_NOT_KNOW, type Refusal } from "../../nomenclature/answers.ts";
import type { Edition } from "../../nomenclature/edition.ts";
import type { Reading } from "../../rules/find.ts";
import type { Answer, Answers } from "../../rules/types.ts";
import type { Asked } from "./interview.ts";

/** What is wrong and where: `household.L04`, `persons.1.E03`, parallel to the interview. */
export interface Problem extends Refusal {
  readonly field: string;
}

const ELSEWHERE = { person: "question_of_persons", household: "question_of_household" } as const;
const AREAS: Readonly<Record<string, { readonly ro: string }>> = policy.areas;

/** What is wrong with single answers, each at its field; `writes` are the areas that the author may write. */
export function problems(edition: Edition, asked: Asked, writes: readonly string[]): Problem[] {
  return [
    ...ofSubject(edition, "household", asked.household, "household", writes),
    ...asked.persons.flatMap((answers, index) => ofSubject(edition, "person", answers, `persons.${index}`, writes)),
  ];
}

function ofSubject(
  edition: Edition,
  level: "household" | "person",
  answers: Answers,
  place: string,
  writes: readonly string[],
): Problem[] {
  return Object.entries(answers).flatMap(([code, answer]) => {
    const question = edition.question(code);
    if (!question) return [{ field: place, reason: "unknown_question", facts: { question: code, edition: edition.number } }];
    const field = `${place}.${code}`;
    if (question.level !== level) return [{ field, reason: ELSEWHERE[question.level], facts: { question: code } }];
    if (!writes.includes(question.area)) {
      return [{ field, reason: "area_not_yours", facts: { area: AREAS[question.area]?.ro ?? question.area } }];
    }
    const refusal = checkAnswer(question, answer);
    return refusal ? [{ field, ...refusal }] : [];
  });
}

/**
 * Contradictions among the answers of this interview, each at its first question. An earlier answer of somebody else
 * is no contradiction: times change, and whoever asks now could not mend it.
 */
export function clashes(edition: Edition, reading: Reading, asked: Asked): Problem[] {
  return reading.clashes().flatMap(({ code, member }) => {
    const contradiction = edition.content.contradictions.find((one) => one.code === code);
    const field = contradiction ? ownField(edition, contradiction.fields, member, reading, asked) : null;
    if (!contradiction || field === null) return [];
    return [{ field, reason: "contradiction", facts: { sentence: contradiction.text.ro.replace(/\.+$/, "") } }];
  });
}

/** The place of the first of `fields`; null when an earlier visit answered one of them. */
function ownField(
  edition: Edition,
  fields: readonly string[],
  member: number | null,
  reading: Reading,
  asked: Asked,
): string | null {
  let first: string | null = null;
  for (const code of fields) {
    const isOfHousehold = edition.question(code)?.level === "household";
    if (!isOfHousehold && (member === null || member >= asked.persons.length)) continue;
    const [given, known, place] = isOfHousehold
      ? [asked.household, reading.counted.household, "household"]
      : [asked.persons[member!]!, reading.counted.members[member!]!, `persons.${member}`];
    if (!known.has(code)) continue;
    if (!(code in given)) return null;
    first ??= `${place}.${code}`;
  }
  return first;
}

/** The answers that are stored: those to questions that show; texts cleaned, "?" kept as such. */
export function kept(
  edition: Edition,
  reading: Reading,
  asked: Asked,
): { readonly household: Answers; readonly persons: readonly Answers[] } {
  const { relevance, counted } = reading;
  const isSilent = [asked.household, ...asked.persons].some((answers) => Object.values(answers).includes(DOES_NOT_KNOW));
  const shown = isSilent ? relevance : null;
  return {
    household: keptOf(edition, asked.household, counted.household, shown?.household),
    persons: asked.persons.map((answers, index) => {
      return keptOf(edition, answers, counted.members[index]!, shown?.members[index]);
    }),
  };
}

function keptOf(
  edition: Edition,
  answers: Answers,
  known: ReadonlyMap<string, Answer>,
  shown: ReadonlySet<string> | undefined,
): Answers {
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([code]) => known.has(code) || shown?.has(code))
      .map(([code, answer]) => {
        const isText = edition.question(code)?.kind === "text" && typeof answer === "string";
        return [code, isText ? cleanLines(answer) : answer];
      }),
  );
}
