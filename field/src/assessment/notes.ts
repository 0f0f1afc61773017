// What the draft of an interview holds. The same names as on the server (impreuna/assessment/views/sitting.py), so
// that a draft which is handed over can be read there.

import type { Command, Id, Moment } from "../kernel/types.ts";
import { checkAnswer } from "../nomenclature/answers.ts";
import type { Edition } from "../nomenclature/edition.ts";
import type { Answer, Answers } from "../rules/types.ts";

/** Whose answers: the household's (null) or a person's. */
export type Subject = Id | null;

/** An answer that the questionnaire in force does not know any more, kept to be looked at. */
export interface Misfit {
  readonly code: string;
  readonly answer: Answer;
  readonly edition: number;
  readonly person: Subject;
}

export interface Notes {
  readonly edition: number;
  readonly started_at: Moment;
  readonly household: Answers;
  readonly persons: Readonly<Record<Id, Answers>>;
  readonly began_with: number;
  readonly misfits: readonly Misfit[];
  /** Answers taken over from an earlier visit and not looked at yet: codes by person's id, or "household". */
  readonly carried: Readonly<Record<string, readonly string[]>>;
  /** What was typed and is no answer yet, by `keyOf` its subject and code: nothing typed is lost. */
  readonly typed: Readonly<Record<string, string>>;
  /** Where one was: the step of its address. */
  readonly at: string | null;
  /** The refused command that these notes put right, by its id. */
  readonly card: Id | null;
  /** The newer edition that one chose not to move to, so as to finish on the older. */
  readonly stays_before: number | null;
}

/** The notes of an interview that begins now. */
export function begin(edition: number, startedAt: Moment): Notes {
  const nothing = { household: {}, persons: {}, misfits: [], carried: {}, typed: {}, at: null, card: null, stays_before: null };
  return { edition, started_at: startedAt, began_with: edition, ...nothing };
}

/** The notes in a draft; what an older version of the application did not write yet is empty. */
export function read(content: Readonly<Record<string, unknown>>): Notes {
  const { edition, started_at } = content as unknown as Notes;
  return { ...begin(edition, started_at), ...content };
}

/** The notes of an interview that was refused, to be put right. */
export function ofCommand(command: Command): Notes {
  const { edition, started_at, household, people, persons } = command as unknown as {
    readonly edition: number;
    readonly started_at: Moment;
    readonly household: Answers;
    readonly people: readonly Id[];
    readonly persons: readonly Answers[];
  };
  const answers = Object.fromEntries(people.map((id, index) => [id, persons[index] ?? {}]));
  return { ...begin(edition, started_at), household, persons: answers, card: command.id };
}

/** A subject as a key of the notes. */
export function keyOf(subject: Subject): string {
  return subject ?? "household";
}

/** The answers about a person, or about the household. */
export function about(notes: Notes, subject: Subject): Answers {
  return subject === null ? notes.household : (notes.persons[subject] ?? {});
}

/** The notes with other answers about one subject. */
export function withAnswers(notes: Notes, subject: Subject, answers: Answers): Notes {
  if (subject === null) return { ...notes, household: answers };
  return { ...notes, persons: { ...notes.persons, [subject]: answers } };
}

/** The notes in the words of `edition`: answers that do not fit any more stand apart, none is lost. */
export function bringUpTo(edition: Edition, notes: Notes): Notes {
  if (notes.edition === edition.number) return notes;
  const misfits: Misfit[] = [...notes.misfits];
  const fitting = (answers: Answers, person: Subject): Answers =>
    Object.fromEntries(
      Object.entries(answers).filter(([code, answer]) => {
        const question = edition.question(code);
        const level = person === null ? "household" : "person";
        const fits = question?.level === level && checkAnswer(question, answer) === null;
        if (!fits && answer !== null) misfits.push({ code, answer, edition: notes.edition, person });
        return fits;
      }),
    );
  const household = fitting(notes.household, null);
  const persons = Object.fromEntries(
    Object.entries(notes.persons).map(([person, answers]) => [person, fitting(answers, person)]),
  );
  return { ...notes, household, persons, misfits, edition: edition.number, stays_before: null };
}
