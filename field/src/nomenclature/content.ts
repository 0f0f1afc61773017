// The content of a published edition of the national lists, as the server publishes it
// (impreuna/nomenclature/rules/content.py): every text in both languages, every condition with its tree.

import { spoken, type Language } from "../i18n/i18n.ts";
import type { Expression as Evaluated } from "../rules/types.ts";

/** A text of the lists in Romanian, the master, and in English. */
export interface Words {
  readonly ro: string;
  readonly en: string;
}

/** A condition: its text as a specialist wrote it, its tree as it is evaluated. */
export interface Expression extends Evaluated {
  readonly text: string;
}

export interface Listed {
  readonly code: string;
  readonly text: Words;
  readonly source: string;
  readonly basis: string;
}

/** A step of the interview; `area` is the kind of data of most of its questions. */
export interface Topic extends Listed {
  readonly level: "household" | "person";
  readonly area: string;
}

export interface Option {
  readonly code: number;
  readonly text: Words;
}

/** What answers a question: a registry question the registry, a composite one its parts. */
export type Kind = "single" | "multi" | "number" | "text" | "date" | "month" | "registry" | "composite";

/** A question. `low` and `high` bound a number, both inclusive; `part_of` names the composite it belongs to. */
export interface Question extends Listed {
  readonly kind: Kind;
  readonly topic: string;
  readonly level: "household" | "person";
  readonly area: string;
  readonly when: Expression | null;
  readonly options: readonly Option[];
  readonly exclusive: readonly number[];
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Words | null;
  readonly whole: boolean;
  readonly help: Words | null;
  readonly parts: readonly string[];
  readonly part_of: string | null;
}

/** Answers that cannot all be true; `fields` are the questions to look at again. */
export interface Contradiction extends Listed {
  readonly level: "household" | "person";
  readonly never: Expression;
  readonly fields: readonly string[];
}

/** `severity` 1–4 is that of the rule alone; `raised` says what makes it graver, the gravest first. */
export interface Vulnerability extends Listed {
  readonly subject: "person" | "household" | "community";
  readonly area: string;
  readonly who: Words;
  readonly severity: number;
  /** The area of data that one must read to see it. */
  readonly veil: string;
  readonly rule: Expression | null;
  readonly raised: readonly (readonly [number, Expression])[];
  readonly services: readonly string[];
}

/** A service that a role of the team gives; `area` is one of the nine areas of vulnerability. */
export interface Service extends Listed {
  readonly role: string;
  readonly ref: string;
  readonly kind: string;
  readonly area: string;
  readonly unit: Words;
}

export interface Parameter extends Listed {
  readonly unit: Words | null;
}

/** All lists of one edition, in their order. */
export interface Content {
  readonly topics: readonly Topic[];
  readonly questions: readonly Question[];
  readonly contradictions: readonly Contradiction[];
  readonly areas: readonly Listed[];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly services: readonly Service[];
  readonly parameters: readonly Parameter[];
}

/** A text of the lists in the language of the screen, or in `language`; nothing for none. */
export function say(words: Words | null | undefined, language: Language = spoken()): string {
  return words ? words[language] : "";
}
