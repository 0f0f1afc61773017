// A finding in words: what, why, who helps and with what, who decides.

import type { Household } from "../commune/views.ts";
import { t } from "../i18n/i18n.ts";
import { dayOf } from "../kernel/time.ts";
import type { Day, FindingRow, FindingState, Id } from "../kernel/types.ts";
import { say } from "../nomenclature/content.ts";
import { describe } from "../nomenclature/evidence.ts";
import type { Lists } from "../nomenclature/lists.ts";
import { receiverOf, roleInWords } from "./course.ts";
import { priority, type Priority } from "./priority.ts";
import { LIVE } from "./rules/settle.ts";

/** Services that one role of the team gives. */
export interface Help {
  readonly role: string;
  readonly services: readonly string[];
}

export interface FindingLine {
  readonly row: FindingRow;
  readonly title: string;
  readonly reasons: readonly string[];
  readonly helps: readonly Help[];
  readonly source: string;
  readonly isLive: boolean;
  /** Of the area of data that is folded while the family looks on. */
  readonly isPrivate: boolean;
  /** Why the reader does not decide about it; empty when she does, or when it says who did. */
  readonly whyNot: string;
  readonly mayDecide: boolean;
}

/** Somebody with findings, or the household itself (person null). */
export interface Subject {
  readonly id: Id;
  readonly name: string;
  readonly age: number | null;
  readonly isPerson: boolean;
  readonly lines: readonly FindingLine[];
}

/** What the reader may do with findings. */
export interface Deciding {
  readonly may: boolean;
  readonly writes: readonly string[];
}

const ORDER: readonly FindingState[] = ["proposed", "confirmed", "refuted", "resolved"];

/** The findings of a household: its own first, then people's in the order of its page, who has left last. */
export function subjects(household: Household, lists: Lists, deciding: Deciding, nameOf: (id: Id) => string): Subject[] {
  const rows = [...household.findings].sort(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || other.severity - one.severity,
  );
  const order = [household.id, ...household.members.map(({ person }) => person.id)];
  const ids = [...new Set([...order, ...rows.map(({ subject_id }) => subject_id)])];
  return ids.flatMap((id) => {
    const lines = rows.filter(({ subject_id }) => subject_id === id).map((row) => lineOf(row, lists, deciding));
    if (lines.length === 0) return [];
    const age = household.members.find(({ person }) => person.id === id)?.age ?? null;
    const isPerson = id !== household.id;
    return [{ id, name: isPerson ? nameOf(id) : t("Gospodăria"), age, isPerson, lines }];
  });
}

function lineOf(row: FindingRow, lists: Lists, deciding: Deciding): FindingLine {
  const edition = lists.wordsOf(row.edition);
  const entry = edition.vulnerability(row.code);
  const helps = new Map<string, string[]>();
  for (const service of edition.servicesFor(row.code)) {
    helps.set(service.role, [...(helps.get(service.role) ?? []), say(service.text)]);
  }
  const mayDecide = deciding.may && deciding.writes.includes(row.veil) && row.state !== "resolved";
  return {
    row,
    title: entry ? say(entry.text) : row.code,
    reasons: describe(edition, row.evidence),
    helps: [...helps].map(([role, services]) => ({ role: roleInWords(role) || role, services })),
    source: entry?.source ?? "",
    isLive: LIVE.includes(row.state),
    isPrivate: row.veil === "protection",
    mayDecide,
    whyNot: mayDecide ? "" : whyNot(row),
  };
}

function whyNot(row: FindingRow): string {
  if (row.state === "resolved") return t("Rezolvată: se redeschide numai printr-o nouă vizită.");
  const receiver = row.decided_by ? "" : roleInWords(receiverOf(row.veil));
  return receiver && t("Hotărăște: {who}.", { who: receiver });
}

// Nobody was interviewed: nobody at home, refusal, vacant, moved, or only a school counsellor's answers.
const NOT_HELD = [0, 3, 4, 5, 6];

/** How soon somebody should go there, and why. */
export function priorityOf({ findings, assessments }: Household, lists: Lists, today: Day): Priority {
  const held = assessments.filter(({ outcome }) => !NOT_HELD.includes(outcome ?? -1)).map(({ ended_at }) => dayOf(ended_at));
  const last = held.sort().at(-1) ?? null;
  return priority(findings, last, today, lists.parametersOn(today)["silence_days"]);
}

/** What one decides about a finding. */
export type Choice = "confirmed" | "refuted" | "open";

/** What was decided, by the state that followed from it. */
export const CHOSEN: Readonly<Partial<Record<FindingState, Choice>>> = {
  confirmed: "confirmed",
  refuted: "refuted",
  proposed: "open",
};

export interface Decision {
  readonly finding_id: Id;
  readonly seen_state: FindingState;
  readonly decision: Choice;
  readonly note: string;
}

/** What was chosen otherwise than it stands; `chosen` and `notes` are by the finding's id. */
export function decisionsOf(
  rows: readonly FindingRow[],
  chosen: Readonly<Record<Id, Choice>>,
  notes: Readonly<Record<Id, string>>,
): Decision[] {
  return rows.flatMap(({ id, state }) => {
    const decision = chosen[id];
    if (!decision || decision === CHOSEN[state]) return [];
    return [{ finding_id: id, seen_state: state, decision, note: decision === "refuted" ? (notes[id] ?? "") : "" }];
  });
}


/** The purpose of a draft of decisions. */
export const DECISIONS = "decisions";
