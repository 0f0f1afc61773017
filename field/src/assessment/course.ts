// The course of an interview: its steps, in order, for the role that asks; what is answered, what is left to others.

import policy from "../../../contracts/policy.json";
import { spoken, t } from "../i18n/i18n.ts";
import type { Id } from "../kernel/types.ts";
import type { Question, Topic } from "../nomenclature/content.ts";
import { isAnswerable, type Edition } from "../nomenclature/edition.ts";
import type { Relevance } from "../rules/relevance.ts";
import { about, type Notes, type Subject } from "./notes.ts";

/** What an area's rights are, of whoever asks. */
export interface Rights {
  readonly role: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** One page of the interview: a topic, and for topics about people, about whom. */
export interface Step {
  readonly topic: string;
  readonly person: Subject;
}

/** How many of the questions that show have an answer; "does not know" is one. */
export interface Progress {
  readonly answered: number;
  readonly shown: number;
}

interface Profession {
  readonly ro: string;
  readonly en: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const TEAM: Readonly<Record<string, Profession>> = policy.team;

/** A profession of the team in words; nothing for one that this version does not know. */
export function roleInWords(role: string): string {
  return TEAM[role]?.[spoken()] ?? "";
}

/** The profession of the team that decides about findings of an area of data. */
export function receiverOf(veil: string): string {
  return Object.entries(TEAM).find(([, { writes }]) => writes.includes(veil))?.[0] ?? "";
}

/** A step as it stands in an address: "g", "e.<person>". */
export function addressOf({ topic, person }: Step): string {
  return person === null ? topic.toLowerCase() : `${topic.toLowerCase()}.${person}`;
}

/** The step of an address; null for one that never was. */
export function stepAt(edition: Edition, address: string): Step | null {
  const [slug = "", person] = address.split(".", 2);
  const topic = edition.topics.find(({ code }) => code.toLowerCase() === slug);
  if (!topic || (topic.level === "person") !== Boolean(person)) return null;
  return { topic: topic.code, person: person ?? null };
}

export function isSame(one: Step | null, other: Step | null): boolean {
  return one?.topic === other?.topic && one?.person === other?.person;
}

/** The questions of a topic that somebody with these rights may ask, with those that the registry answers. */
export function questionsFor(edition: Edition, topic: string, { reads, writes }: Rights): readonly Question[] {
  return edition
    .questionsOf(topic)
    .filter(({ area, kind }) => writes.includes(area) || (kind === "registry" && reads.includes(area)));
}

/** Whether somebody with these rights may answer some question of the topic. */
export function mayWrite(edition: Edition, topic: string, { writes }: Rights): boolean {
  return edition.questionsOf(topic).some((question) => isAnswerable(question) && writes.includes(question.area));
}

/** Who answers the questions of a topic that one may not answer oneself, in words; empty when there are none. */
export function leftTo(edition: Edition, topic: string, { role, writes }: Rights): string {
  const areas = edition
    .questionsOf(topic)
    .filter((question) => isAnswerable(question) && !writes.includes(question.area))
    .map(({ area }) => area);
  const roles = Object.entries(TEAM)
    .filter(([code, each]) => code !== role && each.writes.some((area) => areas.includes(area)))
    .map(([code]) => roleInWords(code));
  const last = roles.pop() ?? "";
  return roles.length === 0 ? last : t("{some} sau {last}", { some: roles.join(", "), last });
}

/** An interview as one holds it: which questions there are for her now. */
export class Course {
  /** The steps that hold a question for this role, in the order of the visit. */
  readonly steps: readonly Step[];
  readonly total: Progress;
  readonly #edition: Edition;
  readonly #notes: Notes;
  readonly #rights: Rights;
  readonly #relevance: Relevance;
  readonly #members: readonly Id[];
  readonly #progress = new Map<string, Progress>();

  /** `relevance.members` runs parallel to `members` as far as these go. */
  constructor(edition: Edition, notes: Notes, rights: Rights, members: readonly Id[], relevance: Relevance) {
    this.#edition = edition;
    this.#notes = notes;
    this.#rights = rights;
    this.#relevance = relevance;
    this.#members = members;
    this.steps = edition.topics.flatMap(({ code: topic, level }) => {
      const people: readonly Subject[] = level === "household" ? [null] : members;
      return people.map((person) => ({ topic, person })).filter((step) => this.progress(step).shown > 0);
    });
    this.total = sum(this.steps.map((step) => this.progress(step)));
  }

  questions(topic: string): readonly Question[] {
    return questionsFor(this.#edition, topic, this.#rights);
  }

  /** Codes of the questions that show for the household or for one of its members. */
  shown(person: Subject): ReadonlySet<string> {
    if (person === null) return this.#relevance.household;
    return this.#relevance.members[this.#members.indexOf(person)] ?? new Set<string>();
  }

  progress(step: Step): Progress {
    const key = addressOf(step);
    const known = this.#progress.get(key);
    if (known) return known;
    const shown = this.shown(step.person);
    const answers = about(this.#notes, step.person);
    const asked = this.questions(step.topic).filter((question) => isAnswerable(question) && shown.has(question.code));
    const progress = { answered: asked.filter(({ code }) => code in answers).length, shown: asked.length };
    this.#progress.set(key, progress);
    return progress;
  }

  /** How far a topic has come, for all members together. */
  progressOfTopic({ code }: Topic): Progress {
    return sum(this.steps.filter(({ topic }) => topic === code).map((step) => this.progress(step)));
  }

  has(step: Step): boolean {
    return this.steps.some((each) => isSame(each, step));
  }

  /** The step that follows; null after the last one. */
  after(step: Step): Step | null {
    return this.#beside(step, 1);
  }

  /** The step before; null at the first one. */
  before(step: Step): Step | null {
    return this.#beside(step, -1);
  }

  #beside(step: Step, by: number): Step | null {
    const place = this.steps.findIndex((each) => isSame(each, step));
    return (place < 0 ? this.steps[0] : this.steps[place + by]) ?? null;
  }

  /** Where one goes on: the first step with something to ask, of the topic when one is named. */
  firstOpen(topic?: string): Step | null {
    const wanted = this.steps.filter((step) => topic === undefined || step.topic === topic);
    return wanted.find((step) => !isDone(this.progress(step))) ?? wanted[0] ?? null;
  }

  /** The questions of a step that show and have no answer. */
  unanswered(step: Step): readonly Question[] {
    const shown = this.shown(step.person);
    const answers = about(this.#notes, step.person);
    return this.questions(step.topic).filter((each) => {
      return isAnswerable(each) && shown.has(each.code) && !(each.code in answers);
    });
  }
}

/** Whether nothing is left to ask. */
export function isDone({ answered, shown }: Progress): boolean {
  return shown > 0 && answered === shown;
}

function sum(progress: readonly Progress[]): Progress {
  return progress.reduce(
    (total, one) => ({ answered: total.answered + one.answered, shown: total.shown + one.shown }),
    { answered: 0, shown: 0 },
  );
}
