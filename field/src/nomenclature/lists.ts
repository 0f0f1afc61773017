// The national lists that this tablet knows: the edition in force, older ones that drafts and findings speak of,
// the values of the national parameters, the villages of the commune.

import type { Reading } from "../rules/find.ts";
import type { Answers } from "../rules/types.ts";
import type { Content, Question, Service, Topic, Vulnerability } from "./content.ts";
import { Edition } from "./edition.ts";

export interface Village {
  readonly id: number;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** The value of a national parameter from a day on; of two for the same day the one that comes later counts. */
export interface DatedValue {
  readonly code: string;
  readonly from: string;
  readonly value: number;
}

/** The lists as they travel: the answer of `GET /api/sync/lists`. */
export interface SentLists {
  readonly digest: string;
  readonly edition: number;
  readonly content: Content;
  readonly parameters: readonly DatedValue[];
  readonly villages: readonly Village[];
  readonly commune: { readonly id: number; readonly name: string; readonly [field: string]: unknown };
}

/** The lists at hand. What they answer without naming an edition is of the one in force. */
export class Lists {
  readonly sent: SentLists;
  readonly current: Edition;
  readonly #editions: ReadonlyMap<number, Edition>;
  readonly #values = new Map<string, Readonly<Record<string, number>>>();

  /** `older`: lists that were in force before, as far as the tablet kept them. */
  constructor(sent: SentLists, older: readonly Pick<SentLists, "edition" | "content">[] = []) {
    this.sent = sent;
    this.current = new Edition(sent.edition, sent.content);
    const before = older.map(({ edition, content }) => [edition, new Edition(edition, content)] as const);
    this.#editions = new Map([...before, [sent.edition, this.current]]);
  }

  get digest(): string {
    return this.sent.digest;
  }

  get commune(): SentLists["commune"] {
    return this.sent.commune;
  }

  get villages(): readonly Village[] {
    return this.sent.villages;
  }

  village(id: number): Village | undefined {
    return this.sent.villages.find((village) => village.id === id);
  }

  /** The edition with this number; undefined when the tablet never had it. */
  edition(number: number): Edition | undefined {
    return this.#editions.get(number);
  }

  /** The edition with this number or, where the tablet never had it, the one in force: codes keep their meaning. */
  wordsOf(number: number): Edition {
    return this.edition(number) ?? this.current;
  }

  get topics(): readonly Topic[] {
    return this.current.topics;
  }

  question(code: string): Question | undefined {
    return this.current.question(code);
  }

  vulnerability(code: string): Vulnerability | undefined {
    return this.current.vulnerability(code);
  }

  service(code: string): Service | undefined {
    return this.current.service(code);
  }

  /** All services, in the order of the list. */
  get services(): readonly Service[] {
    return this.current.content.services;
  }

  /** The value of each national parameter on a day (ISO), by code; one without a value then is not there. */
  parametersOn(day: string): Readonly<Record<string, number>> {
    const known = this.#values.get(day);
    if (known) return known;
    const latest = new Map<string, DatedValue>();
    for (const value of this.sent.parameters) {
      const before = latest.get(value.code);
      if (value.from <= day && (!before || before.from <= value.from)) latest.set(value.code, value);
    }
    const values = Object.fromEntries([...latest.values()].map(({ code, value }) => [code, value]));
    this.#values.set(day, values);
    return values;
  }

  /** The answers of one household on a day, ready to be asked what is found. */
  reading(household: Answers, members: readonly Answers[], day: string, edition: Edition = this.current): Reading {
    return edition.read(household, members, this.parametersOn(day));
  }
}
