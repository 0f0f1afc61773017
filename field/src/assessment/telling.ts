// What the answers of an interview mean, in words: found, still open, contradicting, out of date.

import { counted, t } from "../i18n/i18n.ts";
import { say } from "../nomenclature/content.ts";
import { answerInWords, describe } from "../nomenclature/evidence.ts";
import type { Lists } from "../nomenclature/lists.ts";
import { ageWords } from "../pages/registry/words.ts";
import type { Found, Reading } from "../rules/find.ts";
import { addressOf, receiverOf, roleInWords, type Step } from "./course.ts";
import type { Subject } from "./notes.ts";
import type { Sitting } from "./sitting.ts";

/** The area of data that is never on the screen while the family looks on, unless the interviewer unfolds it. */
const PRIVATE = "protection";

/** A vulnerability that the answers show: what, about whom, why, how grave. */
export interface Seen {
  readonly key: string;
  readonly title: string;
  readonly whose: string;
  readonly reason: string;
  readonly severity: number;
  readonly isPrivate: boolean;
}

/** An answer that a rule waits for, with the step where it is given, if the reader gives it. */
export interface Lack {
  readonly code: string;
  readonly text: string;
  readonly step: string | null;
}

/** A vulnerability of which nothing can be said yet. */
export interface Waiting {
  readonly key: string;
  readonly title: string;
  readonly whose: string;
  readonly missing: readonly Lack[];
  readonly isPrivate: boolean;
}

/** What one calls a member of the family: names stand as "Țăran Ștefania". */
export function firstName(name: string): string {
  return name.slice(name.indexOf(" ") + 1);
}

/** About whom, in a few words; nothing for the household. */
export function whose(sitting: Sitting, person: Subject): string {
  const member = person === null ? undefined : sitting.member(person);
  if (!member) return "";
  const name = firstName(member.name);
  return member.age === null ? name : `${name}, ${ageWords(member.age)}`;
}

// Letters of an answer that is not one yet leave what is found as it is: the same objects are told by the same words.
const SEEN = new WeakMap<readonly Found[], readonly Seen[]>();
const WAITING = new WeakMap<Reading, readonly Waiting[]>();

/** What was found so far and the reader may see, the gravest first. */
export function seen(sitting: Sitting): readonly Seen[] {
  const known = SEEN.get(sitting.found) ?? allSeen(sitting);
  SEEN.set(sitting.found, known);
  return known;
}

function allSeen(sitting: Sitting): readonly Seen[] {
  const { reads } = sitting.table.rights;
  return sitting.found
    .filter(({ code }) => reads.includes(sitting.edition.vulnerability(code)?.veil ?? ""))
    .sort((one, other) => other.severity - one.severity)
    .map((one) => seenOf(sitting, one));
}

// What is found stays the same object as long as no answer touches it, on the same table.
const TOLD = new WeakMap<Found, Seen>();

function seenOf(sitting: Sitting, found: Found): Seen {
  const told = TOLD.get(found) ?? tell(sitting, found);
  TOLD.set(found, told);
  return told;
}

function tell(sitting: Sitting, { code, member, severity, evidence }: Found): Seen {
  const entry = sitting.edition.vulnerability(code)!;
  return {
    key: `${code} ${member}`,
    title: say(entry.text),
    whose: whose(sitting, sitting.personOf(member)),
    reason: describe(sitting.edition, evidence).join("; "),
    severity,
    isPrivate: entry.veil === PRIVATE,
  };
}

/** Who will be told of what the reader reports without seeing it, in words; empty when there is nothing. */
export function passedOn(sitting: Sitting): string {
  return passedOnTo(sitting).map(roleInWords).join(", ");
}

/** The professions to which findings go that the reader does not see. */
export function passedOnTo(sitting: Sitting): readonly string[] {
  const { reads } = sitting.table.rights;
  const veils = sitting.found.map(({ code }) => sitting.edition.vulnerability(code)?.veil ?? "");
  const told = new Set(veils.filter((veil) => !reads.includes(veil)).map(receiverOf));
  return [...told].filter(Boolean).sort();
}

/**
 * What cannot be said yet although its topic has been begun: answers that were skipped or not known. A rule that waits
 * only for questions which nobody is asked here waits in vain and is left out.
 */
export function waiting(sitting: Sitting): readonly Waiting[] {
  const known = WAITING.get(sitting.reading) ?? allWaiting(sitting);
  WAITING.set(sitting.reading, known);
  return known;
}

function allWaiting(sitting: Sitting): readonly Waiting[] {
  const { course, edition } = sitting;
  const begun = new Set(course.steps.filter((step) => course.progress(step).answered > 0).map(({ topic }) => topic));
  return sitting.reading.undetermined().flatMap(({ code, member, missing }) => {
    const entry = edition.vulnerability(code)!;
    if (!sitting.table.rights.reads.includes(entry.veil)) return [];
    const questions = missing.flatMap((name) => edition.question(name) ?? []);
    if (!questions.every(({ topic }) => begun.has(topic))) return [];
    const asked = questions.filter((question) => isAsked(sitting, question, member));
    if (asked.length === 0) return [];
    const person = sitting.personOf(member);
    const lacks = asked.slice(0, 3).map((question) => lackOf(sitting, question.code, person));
    const title = say(entry.text);
    return [{ key: `${code} ${member}`, title, whose: whose(sitting, person), missing: lacks, isPrivate: entry.veil === PRIVATE }];
  });
}

/** Whether the question shows: for the household, for the member whom a rule is about, or for any of them. */
function isAsked(sitting: Sitting, { code, level }: { code: string; level: string }, member: number | null): boolean {
  const { relevance } = sitting.reading;
  if (level === "household") return relevance.household.has(code);
  const people = member === null ? relevance.members : relevance.members.slice(member, member + 1);
  return people.some((shown) => shown.has(code));
}

function lackOf(sitting: Sitting, code: string, person: Subject): Lack {
  const question = sitting.edition.question(code)!;
  return { code, text: say(question.text), step: whereTo(sitting, code, person) };
}

/** The step where a question is answered, as an address; null where the reader does not answer it now. */
export function whereTo(sitting: Sitting, code: string, person: Subject): string | null {
  const question = sitting.edition.question(code);
  if (!question || !sitting.table.rights.writes.includes(question.area)) return null;
  const step: Step = { topic: question.topic, person: question.level === "person" ? person : null };
  const isThere = sitting.course.has(step) && sitting.course.shown(step.person).has(code);
  return isThere ? addressOf(step) : null;
}

/** Answers that cannot all be true: the sentence, about whom, and where each is put right. */
export interface ClashLine {
  readonly key: string;
  readonly text: string;
  readonly whose: string;
  readonly fields: readonly Lack[];
}

/** The contradictions, each with its questions. */
export function clashLines(sitting: Sitting): readonly ClashLine[] {
  return sitting.clashes.flatMap(({ code, member }) => {
    const contradiction = sitting.edition.content.contradictions.find((each) => each.code === code);
    if (!contradiction) return [];
    const person = sitting.personOf(member);
    const fields = contradiction.fields.filter((each) => sitting.edition.question(each));
    return [
      {
        key: `${code} ${member}`,
        text: say(contradiction.text).replace(/\.$/, ""),
        whose: whose(sitting, person),
        fields: fields.map((each) => lackOf(sitting, each, person)),
      },
    ];
  });
}

/** The sentence of a contradiction at each question of this step that takes part in one, by code. */
export function clashesAt(sitting: Sitting, step: Step): ReadonlyMap<string, string> {
  const at = new Map<string, string>();
  for (const { code, member } of sitting.clashes) {
    const contradiction = sitting.edition.content.contradictions.find((each) => each.code === code);
    for (const field of contradiction?.fields ?? []) {
      const question = sitting.edition.question(field);
      const subject = question?.level === "person" ? sitting.personOf(member) : null;
      if (question?.topic === step.topic && subject === step.person) at.set(field, say(contradiction!.text));
    }
  }
  return at;
}

/** An answer that has no place in the questionnaire now used, in the words in which it was given. */
export interface MisfitLine {
  readonly key: string;
  readonly code: string;
  readonly text: string;
  readonly whose: string;
  readonly answer: string;
}

export function misfitLines(sitting: Sitting, lists: Lists): readonly MisfitLine[] {
  return sitting.notes.misfits.map(({ code, answer, edition, person }, index) => {
    const question = lists.edition(edition)?.question(code) ?? sitting.edition.question(code);
    const words = question && lists.edition(edition) ? answerInWords(question, answer) : "";
    const text = question ? say(question.text) : code;
    return { key: `${index}`, code, text, whose: whose(sitting, person), answer: words || String(answer) };
  });
}

/** How many questions are left, in words. */
export function questionsInWords(number: number): string {
  return number === 1 ? t("o întrebare") : counted(number, "întrebare", "întrebări");
}
