// A visit of the social census with its answers, and what the rules propose of them
// (impreuna/assessment/commands/record.py). What its author may not read she is not shown.

import { kept } from "../../assessment/rules/answering.ts";
import { homeOf } from "../../assessment/rules/home.ts";
import { idOfNew } from "../../assessment/rules/ids.ts";
import { byArea, context, type Asked, type Context } from "../../assessment/rules/interview.ts";
import { settle, type Verdict } from "../../assessment/rules/settle.ts";
import { dayOf } from "../../kernel/time.ts";
import type {
  AnswersRow,
  AssessmentRow,
  FindingRow,
  HouseholdRow,
  Id,
  PersonRow,
  PlannedVisitRow,
  Row,
} from "../../kernel/types.ts";
import type { Edition } from "../../nomenclature/edition.ts";
import type { Reading } from "../../rules/find.ts";
import type { Answer } from "../../rules/types.ts";
import { fieldsOf, type Effect, type Known } from "./effect.ts";

interface Recorded extends Asked {
  readonly household_id: Id;
  readonly assessment_id: Id;
  readonly edition: number;
  readonly started_at: string;
}

const [PURPOSE, OUTCOME, CONCLUSION] = ["G02", "G03", "Z03"];
// The state of the dwelling after each answer to G03.
const STATES: Readonly<Record<number, string>> = {
  ...{ 1: "visited", 2: "visited", 3: "absent", 4: "refused", 5: "vacant", 6: "vacant" },
};
const NO_CENSUS_TAKERS = ["school_counsellor", "school_mediator"];

export const recordAssessment: Effect = (command, known) => {
  const fields = fieldsOf<Recorded>(command);
  const edition = known.lists.edition(fields.edition) ?? known.lists.current;
  const visit = visitOf(fields, known);
  const household = known.household(fields.household_id);
  const asked = fields.people.flatMap((id) => known.row<PersonRow>("person", id) ?? []);
  // Somebody whom this tablet has not heard of: the server knows, the findings come from there.
  if (!household || asked.length < fields.people.length) return [visit];
  const home = homeOf(household, asked);
  const day = dayOf(fields.ended_at);
  const read = context(home, edition, fields, day);
  const reading = known.lists.reading(read.household, read.members, day, edition);
  return [
    visit,
    ...answersOf(fields, edition, reading, known),
    ...findingsOf(fields, read, edition, reading, known),
    ...householdAfter(fields, known),
    ...plansEnded(fields, known),
  ];
};

function visitOf(fields: Recorded, { me }: Known): AssessmentRow {
  const choice = (code: string): number | null => {
    const answer = fields.household[code];
    return typeof answer === "number" ? answer : null;
  };
  const { household_id, edition, started_at, ended_at, people } = fields;
  return {
    ...{ kind: "assessment", id: fields.assessment_id, n: 0, household_id, edition, started_at, ended_at, people },
    ...{ author: me.name, role: me.role },
    ...{ purpose: choice(PURPOSE!), outcome: choice(OUTCOME!), conclusion: choice(CONCLUSION!) },
  };
}

function answersOf(fields: Recorded, edition: Edition, reading: Reading, { me }: Known): AnswersRow[] {
  const { household, persons } = kept(edition, reading, fields);
  return [...byArea(edition, household, persons)]
    .filter(([area]) => me.reads.includes(area))
    .map(([area, part]) => {
      return { kind: "answers", id: fields.assessment_id, n: 0, area, household_id: fields.household_id, ...part };
    });
}

function findingsOf(fields: Recorded, read: Context, edition: Edition, reading: Reading, known: Known): FindingRow[] {
  const before = new Map(
    known.about<FindingRow>(fields.household_id, "finding").map((row) => [`${row.subject_id} ${row.code}`, row]),
  );
  const verdicts = verdictsOf(fields, read, edition, reading, before);
  return [...verdicts].flatMap(([key, verdict]) => {
    const [subject = "", code = ""] = key.split(" ");
    const veil = edition.vulnerability(code)?.veil ?? "";
    return known.me.reads.includes(veil) ? findingOf({ subject, code, veil, verdict }, before.get(key), fields, known) : [];
  });
}

// What is true of those asked about, and what is no longer so of what was found before; by subject and code.
function verdictsOf(
  fields: Recorded,
  read: Context,
  edition: Edition,
  reading: Reading,
  before: ReadonlyMap<string, FindingRow>,
): Map<string, Verdict> {
  const asked = fields.people.length;
  const verdicts = new Map<string, Verdict>();
  for (const { code, member, severity, evidence } of reading.find()) {
    if (member !== null && member >= asked) continue;
    const subject = member === null ? fields.household_id : read.people[member]!;
    verdicts.set(`${subject} ${code}`, { is_true: true, severity, evidence });
  }
  for (const [key, { subject_id, code }] of before) {
    const member = subject_id === fields.household_id ? null : fields.people.indexOf(subject_id);
    const rule = edition.vulnerability(code)?.rule;
    if (verdicts.has(key) || member === -1 || !rule) continue;
    const is_true = reading.verdict(rule, member) === false ? false : null;
    verdicts.set(key, { is_true, severity: 0, evidence: {} });
  }
  return verdicts;
}

interface Judged {
  readonly subject: Id;
  readonly code: string;
  readonly veil: string;
  readonly verdict: Verdict;
}

function findingOf(
  { subject, code, veil, verdict }: Judged,
  before: FindingRow | undefined,
  fields: Recorded,
  known: Known,
): FindingRow[] {
  const change = settle(before ?? null, verdict);
  if (!change) return [];
  const { state, severity, evidence } = change;
  const asks = { edition: fields.edition, assessment_id: fields.assessment_id };
  const open = { found_at: fields.ended_at, decided_at: null, decided_by: "", note: "" };
  if (!before) {
    const about = { household_id: fields.household_id, subject_id: subject, is_person: subject !== fields.household_id };
    // The id that the server will give it: it can be decided about before the visit is sent.
    const id = idOfNew(fields.assessment_id, subject, code);
    return [{ kind: "finding", id, n: 0, ...about, code, veil, severity, state, evidence, ...asks, ...open }];
  }
  if (state === "resolved") return [{ ...before, state, decided_at: fields.ended_at, decided_by: known.me.name, note: "" }];
  const isAgain = before.state !== state;
  return [{ ...before, veil, severity, state, evidence, ...asks, ...(isAgain ? open : {}) }];
}

/** The state of the dwelling after an interview; a closed door later on does not undo that it was visited once. */
function householdAfter(fields: Recorded, known: Known): HouseholdRow[] {
  const household = known.row<HouseholdRow>("household", fields.household_id);
  const outcome = fields.household[OUTCOME!] as Answer | undefined;
  const after = typeof outcome === "number" ? STATES[outcome] : undefined;
  if (!household || !after || after === household.dwelling_state) return [];
  const before = household.dwelling_state;
  if (before === "visited" && (after === "absent" || after === "refused")) return [];
  const isLate = known
    .about<AssessmentRow>(fields.household_id, "assessment")
    .some(({ id, ended_at }) => id !== fields.assessment_id && Date.parse(ended_at) > Date.parse(fields.ended_at));
  return isLate && before !== "not_visited" ? [] : [{ ...household, dwelling_state: after }];
}

// The census form is the visit that was planned for it.
function plansEnded(fields: Recorded, known: Known): Row[] {
  if (NO_CENSUS_TAKERS.includes(known.me.role)) return [];
  return known
    .about<PlannedVisitRow>(fields.household_id, "planned_visit")
    .filter(({ purpose, state }) => purpose === "census" && state === "planned")
    .map((row) => ({ ...row, state: "done" as const }));
}

