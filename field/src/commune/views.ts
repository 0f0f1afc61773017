// What pages read of the commune: rows put together as people think of them.

import type {
  AnswersRow,
  AssessmentRow,
  AttachmentRow,
  ConflictRow,
  FindingRow,
  HouseholdRow,
  Id,
  NoteRow,
  PersonRow,
  PlannedVisitRow,
  ServiceRow,
  VisitRow,
} from "../kernel/types.ts";

/** Somebody of a household. Age in whole years today; null when neither day nor year of birth is known. */
export interface Member {
  readonly person: PersonRow;
  readonly relation: string;
  readonly name: string;
  readonly age: number | null;
  /** Some of what is shown of her was not sent yet. */
  readonly isUnsent: boolean;
}

export interface Household {
  readonly id: Id;
  readonly row: HouseholdRow;
  /** The head's name; the address in one line, village first. */
  readonly label: string;
  readonly address: string;
  readonly village: string;
  /** The head first, then by age. Those who left or died are not among them. */
  readonly members: readonly Member[];
  readonly findings: readonly FindingRow[];
  /** The latest first. */
  readonly assessments: readonly AssessmentRow[];
  readonly answers: readonly AnswersRow[];
  readonly planned: readonly PlannedVisitRow[];
  readonly visits: readonly VisitRow[];
  readonly services: readonly ServiceRow[];
  readonly notes: readonly NoteRow[];
  readonly attachments: readonly AttachmentRow[];
  readonly conflicts: readonly ConflictRow[];
  /** How many acts about it were not sent yet. */
  readonly unsent: number;
  /** The moment of the latest visit of any kind. */
  readonly lastVisit: string | null;
}

export interface Hit {
  readonly household: Household;
  /** Who was found in it; null when its address was. */
  readonly member: Member | null;
  /** Nobody is written as it was typed; this one nearly is. */
  readonly isGuess?: true;
}

/** A person being typed. */
export interface Typed {
  readonly last_name: string;
  readonly first_name: string;
  readonly birth_date: string | null;
  readonly birth_year: number | null;
  readonly sex: "F" | "M" | "";
}

/** Somebody who may be the same: from 0 to 100, with the codes of the reasons (impreuna/registry/rules/likeness.py). */
export interface Likely {
  readonly household: Household;
  readonly member: Member;
  readonly score: number;
  readonly reasons: readonly string[];
}
