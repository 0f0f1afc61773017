// A recorded interview in words: how it ended, and its answers by topic, as far as the reader sees them.

import type { Household } from "../commune/views.ts";
import { t } from "../i18n/i18n.ts";
import type { AssessmentRow, Id } from "../kernel/types.ts";
import { say } from "../nomenclature/content.ts";
import { answerInWords } from "../nomenclature/evidence.ts";
import { option, type Edition } from "../nomenclature/edition.ts";
import type { Lists } from "../nomenclature/lists.ts";
import { OUTCOME, PURPOSE } from "./visit.ts";
import { capital } from "./words.ts";

/** A question with its answer. */
export interface Line {
  readonly code: string;
  readonly text: string;
  readonly answer: string;
}

/** The answers of one topic about the household or about one person. */
export interface Chapter {
  readonly key: string;
  readonly title: string;
  readonly whose: string;
  readonly lines: readonly Line[];
}

type Given = Readonly<Record<string, unknown>>;

/** The result of the visit (G03); empty where nobody noted one. */
export function outcomeInWords(visit: AssessmentRow, lists: Lists): string {
  return chosen(lists.wordsOf(visit.edition), OUTCOME, visit.outcome);
}

/** Why the visit was made (G02); empty where nobody noted it. */
export function purposeInWords(visit: AssessmentRow, lists: Lists): string {
  return chosen(lists.wordsOf(visit.edition), PURPOSE, visit.purpose);
}

/** The answers of a visit by topic; `nameOf` answers the name of somebody asked about. */
export function chapters(
  visit: AssessmentRow,
  household: Household,
  lists: Lists,
  nameOf: (person: Id) => string,
): readonly Chapter[] {
  const edition = lists.wordsOf(visit.edition);
  const parts = household.answers.filter(({ id }) => id === visit.id);
  const ofHousehold: Given = Object.assign({}, ...parts.map((part) => part.household)) as Given;
  const ofPersons = visit.people.map((id, index) => {
    const answers = Object.assign({}, ...parts.map(({ persons }) => persons[index] ?? {})) as Given;
    return { key: id, name: nameOf(id) || t("cineva care s-a mutat"), answers };
  });
  return edition.topics.flatMap(({ code, text, level }) => {
    const subjects = level === "person" ? ofPersons : [{ key: "", name: "", answers: ofHousehold }];
    return subjects
      .map(({ key, name, answers }) => ({ key: `${code} ${key}`, title: say(text), whose: name, lines: linesOf(edition, code, answers) }))
      .filter(({ lines }) => lines.length > 0);
  });
}

function linesOf(edition: Edition, topic: string, answers: Given): Line[] {
  return edition
    .questionsOf(topic)
    .filter(({ code }) => answers[code] !== undefined)
    .map((question) => {
      return { code: question.code, text: say(question.text), answer: answerInWords(question, answers[question.code]) };
    });
}

function chosen(edition: Edition, code: string, answer: number | null): string {
  const question = edition.question(code);
  return question && answer !== null ? capital(say(option(question, answer))) : "";
}
