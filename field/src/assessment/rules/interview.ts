// An interview in the eyes of the rules: who lives there, what was answered before, what is answered now. What counts
// of a household are its current answers: of each area and each subject the latest, by the moment at which its visit
// ended. The twin of impreuna/assessment/rules/interview.py.

import type { Day, Id, Moment } from "../../kernel/types.ts";
import { checkAnswer } from "../../nomenclature/answers.ts";
import type { Edition } from "../../nomenclature/edition.ts";
import { personFacts, type Born } from "../../nomenclature/facts.ts";
import type { Answer, Answers } from "../../rules/types.ts";

/** Somebody who lives in the household, or did (`is_member` false); `stands_for` is the record she was merged into. */
export interface Resident extends Born {
  readonly id: Id;
  readonly stands_for: Id;
  readonly relation: string;
  readonly is_member: boolean;
}

/** The latest answers about `subject` (household or person) in one area of data, by an earlier visit. */
export interface Past {
  readonly area: string;
  readonly subject: Id;
  readonly edition: number;
  readonly ended_at: Moment;
  readonly answers: Answers;
}

/** A household as an interview finds it: its people, and its current answers as far as the reader sees them. */
export interface Home {
  readonly id: Id;
  readonly members: readonly Resident[];
  readonly past: readonly Past[];
}

/** What an interview says: `persons` runs parallel to `people`; the visit ended at `ended_at`. */
export interface Asked {
  readonly people: readonly Id[];
  readonly household: Answers;
  readonly persons: readonly Answers[];
  readonly ended_at: Moment;
}

/** What rules read: the household, and the members asked about, in their order, then the other present ones. */
export interface Context {
  readonly household: Answers;
  readonly members: readonly Answers[];
  /** Whose the members are. */
  readonly people: readonly Id[];
}

/** Household and members as rules read them, completed by current answers of other visits. Ages are those of `day`. */
export function context(home: Home, edition: Edition, asked: Asked, day: Day): Context {
  const of = (resident: Resident, answers: Answers): Answers => ({
    ...completed(home, resident.stands_for, answers, asked, edition),
    ...personFacts(resident, resident.relation, day),
  });
  const residents = new Map(home.members.map((resident) => [resident.id, resident]));
  const about = asked.people.map((id, index) => {
    const resident = residents.get(id);
    if (!resident) throw new Error(`${id} was never in the household`);
    return of(resident, asked.persons[index] ?? {});
  });
  const others = home.members.filter(({ id, is_member }) => is_member && !asked.people.includes(id));
  const household = completed(home, home.id, asked.household, asked, edition);
  return {
    household: { ...household, size: home.members.filter(({ is_member }) => is_member).length },
    members: [...about, ...others.map((resident) => of(resident, {}))],
    people: [...asked.people, ...others.map(({ id }) => id)],
  };
}

/** Answers as they stand now, in the words of `edition`, by household's and persons' ids. */
export function current(home: Home, edition: Edition): ReadonlyMap<Id, Answers> {
  const answers = new Map<Id, Answers>();
  for (const past of home.past) {
    answers.set(past.subject, { ...answers.get(past.subject), ...understood(past, edition) });
  }
  return answers;
}

/** `answers` with what earlier visits say of `subject` in other areas, or later ones in the same. */
function completed(home: Home, subject: Id, answers: Answers, asked: Asked, edition: Edition): Answers {
  const past = home.past.filter((one) => one.subject === subject);
  if (past.length === 0) return answers;
  const areaOf = (code: string): string => edition.question(code)?.area ?? "";
  const now = new Set(Object.keys(answers).map(areaOf));
  const isNewer = ({ area, ended_at }: Past): boolean => now.has(area) && Date.parse(ended_at) > Date.parse(asked.ended_at);
  const newer = new Set(past.filter(isNewer).map(({ area }) => area));
  const kept = Object.entries(answers).filter(([code]) => !newer.has(areaOf(code)));
  const earlier = past.filter(({ area }) => !now.has(area) || newer.has(area)).map((one) => understood(one, edition));
  return Object.assign(Object.fromEntries(kept), ...earlier) as Answers;
}

/** Of answers to another edition, those that are answers to this one too. */
function understood(past: Past, edition: Edition): Answers {
  if (past.edition === edition.number) return past.answers;
  return Object.fromEntries(
    Object.entries(past.answers).filter(([code, answer]) => {
      const question = edition.question(code);
      return question !== undefined && checkAnswer(question, answer) === null;
    }),
  );
}

/** The answers of one area of data; `persons` is empty where no person answered anything in it. */
export interface Part {
  readonly household: Record<string, Answer | null>;
  persons: Record<string, Answer | null>[];
}

/** The answers apart by area of data, as they are stored; `persons` keeps its order. */
export function byArea(edition: Edition, household: Answers, persons: readonly Answers[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const partOf = (code: string): Part => {
    const area = edition.question(code)?.area ?? "";
    const part = parts.get(area) ?? { household: {}, persons: [] };
    parts.set(area, part);
    return part;
  };
  for (const [code, answer] of Object.entries(household)) partOf(code).household[code] = answer;
  for (const [index, answers] of persons.entries()) {
    for (const [code, answer] of Object.entries(answers)) {
      const part = partOf(code);
      if (part.persons.length === 0) part.persons = persons.map(() => ({}));
      part.persons[index]![code] = answer;
    }
  }
  return parts;
}
