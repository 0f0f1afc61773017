// What travels between the tablet and the server, and what the tablet keeps of it. The server's words.

/** A moment, ISO 8601 with its zone; a day, ISO 8601; an identifier, a UUID in small letters. */
export type Moment = string;
export type Day = string;
export type Id = string;

/** A row as the server sends it: fields that this version does not know are kept with it. */
export interface Row {
  readonly kind: string;
  readonly id: Id;
  /** The number of the act that touched it last, on the commune's clock; 0 while only this tablet knows of it. */
  readonly n: number;
  /** It says of itself that it is gone: what was to be done is done. */
  readonly over?: boolean;
}

export interface HouseholdRow extends Row {
  readonly kind: "household";
  readonly village_id: number;
  readonly street: string;
  readonly number: string;
  readonly place_note: string;
  readonly phone: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly dwelling_state: string;
  readonly label: string;
  readonly registered_at: Moment;
  readonly registered_by: string;
}

export interface PersonRow extends Row {
  readonly kind: "person";
  readonly last_name: string;
  readonly first_name: string;
  readonly former_names: string;
  readonly sex: "F" | "M" | "";
  readonly birth_date: Day | null;
  readonly birth_year: number | null;
  readonly identity: string;
  readonly has_cnp: boolean;
  readonly death_date: Day | null;
  readonly merged_into_id: Id | null;
}

export interface MembershipRow extends Row {
  readonly kind: "membership";
  readonly household_id: Id;
  readonly person_id: Id;
  readonly relation: string;
  readonly start_date: Day | null;
  readonly end_date: Day | null;
  readonly end_reason: string;
}

export type FindingState = "proposed" | "confirmed" | "refuted" | "resolved";

export interface FindingRow extends Row {
  readonly kind: "finding";
  readonly household_id: Id;
  readonly subject_id: Id;
  readonly is_person: boolean;
  readonly code: string;
  readonly veil: string;
  readonly severity: number;
  readonly state: FindingState;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly edition: number;
  readonly assessment_id: Id;
  readonly found_at: Moment;
  readonly decided_at: Moment | null;
  readonly decided_by: string;
  readonly note: string;
}

export interface AssessmentRow extends Row {
  readonly kind: "assessment";
  readonly household_id: Id;
  readonly edition: number;
  readonly started_at: Moment;
  readonly ended_at: Moment;
  readonly author: string;
  readonly role: string;
  readonly purpose: number | null;
  readonly outcome: number | null;
  readonly conclusion: number | null;
  readonly people: readonly Id[];
}

/** One area of the answers of the assessment with this id. */
export interface AnswersRow extends Row {
  readonly kind: "answers";
  readonly area: string;
  readonly household_id: Id;
  readonly household: Readonly<Record<string, unknown>>;
  readonly persons: readonly Readonly<Record<string, unknown>>[];
}

export interface NoteRow extends Row {
  readonly kind: "note";
  readonly household_id: Id | null;
  readonly person_id: Id | null;
  readonly area: string;
  readonly text: string;
  readonly author: string;
  readonly written_at: Moment;
}

export type Scalar = string | number | boolean | null;

export interface ConflictRow extends Row {
  readonly kind: "conflict";
  readonly record_id: Id;
  readonly record_type: string;
  readonly field: string;
  readonly seen: Scalar;
  readonly current: Scalar;
  readonly current_by: string;
  readonly current_at: Moment | null;
  readonly proposed: Scalar;
  readonly proposed_by: string;
  readonly proposed_at: Moment;
  readonly settled_at: Moment | null;
  readonly settled_by: string;
  readonly chosen: Scalar;
}

/** A household or a person who left the commune: what is known of them is retired. */
export interface DepartureRow extends Row {
  readonly kind: "departure";
  readonly household_id: Id | null;
  readonly person_id: Id | null;
  /** Everybody who went, records merged into theirs too; none for moves of the time before this was kept. */
  readonly people?: readonly Id[];
}

export interface PlannedVisitRow extends Row {
  readonly kind: "planned_visit";
  readonly household_id: Id;
  readonly planned_on: Day;
  readonly purpose: string;
  readonly note: string;
  readonly planned_by: string;
  readonly planned_by_id: Id;
  readonly state: "planned" | "done" | "called_off";
  readonly ended_reason: string;
}

export interface VisitRow extends Row {
  readonly kind: "visit";
  readonly household_id: Id;
  readonly planned_id: Id | null;
  readonly started_at: Moment;
  readonly ended_at: Moment;
  readonly purpose: string;
  readonly outcome: string;
  readonly present: readonly Id[];
  readonly report: string;
  readonly area: string;
  readonly author: string;
  readonly author_id: Id;
  readonly role: string;
}

export interface ServiceRow extends Row {
  readonly kind: "service";
  readonly household_id: Id;
  readonly person_id: Id | null;
  readonly code: string;
  readonly delivered_on: Day;
  readonly quantity: number;
  readonly note: string;
  readonly area: string;
  readonly finding_ids: readonly Id[];
  /** The case in whose plan it stands, and its item there. */
  readonly case_id: Id | null;
  readonly plan_item_id: Id | null;
  readonly author: string;
  readonly role: string;
}

export interface AttachmentRow extends Row {
  readonly kind: "attachment";
  readonly household_id: Id;
  readonly visit_id: Id | null;
  readonly person_id: Id | null;
  readonly what: "photo" | "signature";
  readonly digest: string;
  readonly size: number;
  readonly media_type: string;
  readonly taken_at: Moment;
  readonly caption: string;
  readonly area: string;
  readonly author: string;
  readonly is_complete: boolean;
}

/** A case: where it stands; what was done in it, its entries say. */
export interface CaseRow extends Row {
  readonly kind: "case";
  readonly household_id: Id | null;
  readonly person_id: Id | null;
  readonly is_restricted: boolean;
  /** Its number in the year; 0 while the server has not numbered it. */
  readonly year: number;
  readonly number: number;
  readonly label: string;
  readonly subject: string;
  readonly channel: string;
  readonly is_urgent: boolean;
  readonly stage: string;
  readonly is_suspended: boolean;
  readonly registered_at: Moment;
  readonly registered_by: string;
  readonly responsible_id: Id | null;
  readonly responsible: string;
  readonly ended_at: Moment | null;
  readonly outcome: string;
}

export interface CasePersonRow extends Row {
  readonly kind: "case_person";
  readonly case_id: Id;
  readonly household_id: Id | null;
  readonly person_id: Id | null;
  readonly name: string;
  readonly birth_date: Day | null;
  readonly part: string;
}

export interface CaseMemberRow extends Row {
  readonly kind: "case_member";
  readonly case_id: Id;
  readonly household_id: Id | null;
  readonly user_id: Id | null;
  readonly name: string;
  readonly function: string;
  readonly since: Moment;
  readonly until: Moment | null;
  readonly institution: string;
}

/** An act in a case: `act` is the command that it was, `content` what the command said. */
export interface CaseEntryRow extends Row {
  readonly kind: "case_entry";
  readonly case_id: Id;
  readonly household_id: Id | null;
  readonly about_id: Id | null;
  readonly act: string;
  readonly area: string;
  readonly stated_at: Moment;
  readonly recorded_at: Moment;
  readonly late_reason: string;
  readonly author: string;
  readonly author_id: Id;
  readonly role: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What the law asks for in a case, not yet done. Without a case it is the commune's team's. */
export interface ObligationRow extends Row {
  readonly kind: "obligation";
  readonly case_id: Id | null;
  readonly household_id: Id | null;
  readonly code: string;
  readonly key: string;
  readonly since: Moment;
  readonly due_at: Moment;
  readonly warn_at: Moment;
  readonly label: string;
  readonly subject: string;
  /** Of which service of the plan, where it is of one. */
  readonly detail: string;
  readonly responsible_id: Id | null;
  readonly responsible: string;
  readonly responsible_kind: string;
}

/** What a meeting decided, not yet done; about a case, or about none. */
export interface TaskRow extends Row {
  readonly kind: "task";
  readonly case_id: Id | null;
  readonly household_id: Id | null;
  readonly meeting_id: Id | null;
  readonly title: string;
  readonly assigned_to_id: Id;
  readonly assigned_to: string;
  readonly due_on: Day;
}

export interface RowKinds {
  household: HouseholdRow;
  person: PersonRow;
  membership: MembershipRow;
  finding: FindingRow;
  assessment: AssessmentRow;
  answers: AnswersRow;
  note: NoteRow;
  conflict: ConflictRow;
  departure: DepartureRow;
  planned_visit: PlannedVisitRow;
  visit: VisitRow;
  service: ServiceRow;
  attachment: AttachmentRow;
  case: CaseRow;
  case_person: CasePersonRow;
  case_member: CaseMemberRow;
  case_entry: CaseEntryRow;
  obligation: ObligationRow;
  task: TaskRow;
}

/** A command as it is sent; `contracts/commands` says which fields each kind has. */
export interface Command {
  readonly kind: string;
  readonly id: Id;
  readonly commune_id: number;
  readonly recorded_at: Moment;
  readonly happened_at?: Moment | null;
  readonly [field: string]: unknown;
}

/** A command on its way, with the tablet's own clock and its counter, which only ever grows. */
export interface Envelope {
  readonly counter: number;
  readonly device_at: Moment;
  readonly command: Command;
}

export type Status = "applied" | "duplicate" | "conflict" | "rejected" | "held";

/** How the server ended a command. */
export interface Outcome {
  readonly id: Id;
  readonly status: Status;
  readonly original: Status | null;
  readonly n: number | null;
  readonly reason: string | null;
  readonly field: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly sentence: string;
}

/** Whose tablet this is: the person, in one role, and what the policy lets her see and do. */
export interface Me {
  readonly user_id: Id;
  readonly name: string;
  readonly initials: string;
  readonly role: string;
  readonly role_name: string;
  readonly commune_id: number;
  readonly commune_name: string;
  readonly county_name: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly may: readonly string[];
  readonly assignment_id: Id;
}

/** A command that the server did not carry out, kept until somebody corrects it or puts it aside. */
export interface Card {
  readonly envelope: Envelope;
  readonly outcome: Outcome;
  readonly received_at: Moment;
}
