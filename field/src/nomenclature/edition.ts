// A published edition of the national lists at work: what is asked, what may be found, in which words.

import { Reading } from "../rules/find.ts";
import type { Answers } from "../rules/types.ts";
import type { Content, Listed, Question, Service, Topic, Vulnerability, Words } from "./content.ts";

/** An edition. Make it once and keep it: finding by code costs nothing then. */
export class Edition {
  readonly number: number;
  readonly content: Content;
  readonly #questions: ReadonlyMap<string, Question>;
  readonly #vulnerabilities: ReadonlyMap<string, Vulnerability>;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #areas: ReadonlyMap<string, Listed>;
  readonly #byTopic = new Map<string, Question[]>();

  constructor(number: number, content: Content) {
    this.number = number;
    this.content = content;
    this.#questions = byCode(content.questions);
    this.#vulnerabilities = byCode(content.vulnerabilities);
    this.#services = byCode(content.services);
    this.#areas = byCode(content.areas);
    for (const question of content.questions) {
      const asked = this.#byTopic.get(question.topic);
      if (asked) asked.push(question);
      else this.#byTopic.set(question.topic, [question]);
    }
  }

  /** The topics of the questionnaire, in the order of the visit. */
  get topics(): readonly Topic[] {
    return this.content.topics;
  }

  get questions(): readonly Question[] {
    return this.content.questions;
  }

  topic(code: string): Topic | undefined {
    return this.content.topics.find((topic) => topic.code === code);
  }

  /** The questions of a topic as they are asked. */
  questionsOf(topic: string): readonly Question[] {
    return this.#byTopic.get(topic) ?? [];
  }

  question(code: string): Question | undefined {
    return this.#questions.get(code);
  }

  vulnerability(code: string): Vulnerability | undefined {
    return this.#vulnerabilities.get(code);
  }

  service(code: string): Service | undefined {
    return this.#services.get(code);
  }

  /** One of the nine areas of vulnerability. */
  area(code: string): Listed | undefined {
    return this.#areas.get(code);
  }

  /** The services that help with a vulnerability, in the order of the list. */
  servicesFor(vulnerability: string): readonly Service[] {
    const codes = this.vulnerability(vulnerability)?.services ?? [];
    return codes.flatMap((code) => this.service(code) ?? []);
  }

  /** The answers of one household, ready to be asked what is found, what waits, what cannot be; `earlier` as for a `Reading`. */
  read(household: Answers, members: readonly Answers[], parameters: Answers, earlier?: Reading): Reading {
    return new Reading(this.content, household, members, parameters, earlier);
  }
}

/** Whether an answer is given to this very question, in the questionnaire. */
export function isAnswerable(question: Question): boolean {
  return question.kind !== "registry" && question.kind !== "composite";
}

/** The words of an option; undefined for a code that is not one. */
export function option(question: Question, code: unknown): Words | undefined {
  return question.options.find((each) => each.code === code)?.text;
}

function byCode<Entry extends Listed>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}
