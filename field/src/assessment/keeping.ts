// What becomes of the notes when answers are given: kept, taken away, taken over from an earlier visit.

import type { Edition } from "../nomenclature/edition.ts";
import type { Answer, Answers } from "../rules/types.ts";
import { about, keyOf, withAnswers, type Notes, type Subject } from "./notes.ts";

/** Topics whose answers are about one visit; they are never taken over into another. */
const OF_THE_VISIT = ["G", "Z"];

/**
 * The notes with an answer, null taking one away. The first answer in an area brings the standing ones of the latest
 * visit in it along (`before`), to be looked at one by one: what counts of an area are the answers of one visit.
 */
export function keep(
  edition: Edition,
  notes: Notes,
  subject: Subject,
  code: string,
  answer: Answer | null,
  before: Answers,
): Notes {
  const answers = about(notes, subject);
  if (answer === null && !(code in answers)) return notes;
  const taken = answer === null ? {} : takenOver(edition, answers, code, before);
  const next: Record<string, Answer | null> = { ...answers, ...taken, [code]: answer };
  if (answer === null) delete next[code];
  const misfits = notes.misfits.filter((each) => each.code !== code || each.person !== subject);
  return { ...withAnswers(notes, subject, next), misfits, carried: carriedAfter(notes, subject, code, taken) };
}

/** The notes with what was typed for a question and is no answer; empty text is forgotten. */
export function keepTyped(notes: Notes, subject: Subject, code: string, text: string): Notes {
  const key = `${keyOf(subject)}.${code}`;
  if ((notes.typed[key] ?? "") === text) return notes;
  const { [key]: _, ...others } = notes.typed;
  return { ...notes, typed: text === "" ? others : { ...others, [key]: text } };
}

/** What was typed for a question and is no answer yet. */
export function typedFor(notes: Notes, subject: Subject, code: string): string {
  return typedIn(notes.typed, subject, code);
}

/** The same, of what was typed alone. */
export function typedIn(typed: Notes["typed"], subject: Subject, code: string): string {
  return typed[`${keyOf(subject)}.${code}`] ?? "";
}

function takenOver(edition: Edition, answers: Answers, code: string, before: Answers): Answers {
  const areaOf = (each: string): string | null => {
    const question = edition.question(each);
    return question && !OF_THE_VISIT.includes(question.topic) ? question.area : null;
  };
  const area = areaOf(code);
  if (area === null || Object.keys(answers).some((each) => areaOf(each) === area)) return {};
  return Object.fromEntries(Object.entries(before).filter(([each]) => each !== code && areaOf(each) === area));
}

function carriedAfter(notes: Notes, subject: Subject, code: string, taken: Answers): Notes["carried"] {
  const key = keyOf(subject);
  const before = notes.carried[key] ?? [];
  if (!before.includes(code) && Object.keys(taken).length === 0) return notes.carried;
  const unseen = new Set([...before, ...Object.keys(taken)]);
  unseen.delete(code);
  return { ...notes.carried, [key]: [...unseen].sort() };
}
