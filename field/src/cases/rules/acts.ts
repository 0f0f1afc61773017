// Who may do which act in a case, and when (impreuna/cases/rules/acts.py): the same table, printed.

import { say, type Words } from "../../nomenclature/content.ts";
import type { CaseMemberRow, CaseRow, Me } from "../../kernel/types.ts";
import file from "./acts.json" with { type: "json" };

interface Act extends Words {
  readonly article: string;
  readonly stages: readonly string[];
  readonly by: readonly string[];
  /** What the entry says where the command is silent. */
  readonly unsaid: Readonly<Record<string, unknown>>;
}

type Texts = Readonly<Record<string, Words>>;

const ACTS: Readonly<Record<string, Act>> = file.acts;
const FUNCTIONS: Texts = file.functions;
const STAGES: Texts = file.stages;
const BY_ROLE: Readonly<Record<string, string>> = file.by_role;
const REPORT_AREAS: Readonly<Record<string, string>> = file.report_areas;
const ENDED: readonly string[] = file.ended;
/** What is done in a suspended case too. */
const THOUGH_SUSPENDED = ["ResumeCase", "CloseCase", "TransferCase"];

/** Why an act is not done here: a reason of the server's, with its facts. */
export interface Refusal {
  readonly reason: string;
  readonly facts: Readonly<Record<string, string>>;
}

const said = (texts: Texts, code: string): string => say(texts[code]) || code;

/** What an act is called in the file: "Raport de vizită". */
export const actTitle = (kind: string): string => said(ACTS, kind);
export const articleOf = (kind: string): string => ACTS[kind]?.article ?? "";
export const stageInWords = (stage: string): string => said(STAGES, stage);
export const functionInWords = (name: string): string => said(FUNCTIONS, name);
export const channelInWords = (code: string): string => said(file.channels, code);
export const subjectInWords = (code: string): string => said(file.subjects, code);
export const partInWords = (code: string): string => said(file.parts, code);
export const planInWords = (code: string): string => said(file.plans, code);
export const frequencyInWords = (code: string): string => said(file.frequencies, code);
export const CHANNELS = Object.keys(file.channels);
export const SUBJECTS = Object.keys(file.subjects);
export const PARTS = Object.keys(file.parts);

export function isEnded(stage: string): boolean {
  return ENDED.includes(stage);
}

/** What the entry of an act says: its command's words, and what the server writes where it is silent. */
export function contentOf(kind: string, said: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...ACTS[kind]?.unsaid, ...said };
}

/** The areas of data in which an act is told: a specialist's report in that of her profession, a visit where the head
 * reads it; that of the case always. */
export function areasFor(kind: string, functions: ReadonlySet<string>, writes: (area: string) => boolean): string[] {
  if (kind !== "RecordSpecialistReport") return ["case", ...file.visit_areas.filter((area) => area !== "case" && area !== "identity" && writes(area))];
  const own = Object.keys(REPORT_AREAS).find((name) => functions.has(name));
  return own ? [REPORT_AREAS[own]!, "case"] : ["case"];
}

/** Whether there is such an act of a case. */
export function isAct(kind: string): boolean {
  return kind in ACTS;
}

/** What somebody is in a case: by membership, and by role until a responsible is designated (Order 288/2006 std. 3.9). */
export function functionsOf(me: Pick<Me, "user_id" | "role">, members: readonly CaseMemberRow[]): ReadonlySet<string> {
  const now = members.filter(({ until }) => until === null);
  const functions = new Set(now.filter(({ user_id }) => user_id === me.user_id).map((member) => member.function));
  const byRole = BY_ROLE[me.role];
  const hasResponsible = now.some((member) => member.function === "responsible");
  if (byRole && !(byRole === "social_worker" && hasResponsible)) functions.add(byRole);
  return functions;
}

type Standing = Pick<CaseRow, "stage" | "is_suspended">;

/** Why the act cannot be done in a case that stands so, by somebody with these functions; null when it can. */
export function refusalOf(kind: string, { stage, is_suspended }: Standing, functions: ReadonlySet<string>): Refusal | null {
  const act = ACTS[kind];
  if (!act) return null;
  const facts = { act: say(act), article: act.article, stage: stageInWords(stage) };
  if (!act.stages.includes(stage)) return { reason: isEnded(stage) ? "case_ended" : "wrong_stage", facts };
  const isOfOpen = act.stages.every((each) => !isEnded(each));
  if (is_suspended && isOfOpen && !THOUGH_SUSPENDED.includes(kind)) return { reason: "case_suspended", facts };
  if (act.by.some((each) => functions.has(each))) return null;
  return { reason: "not_your_function", facts: { ...facts, who_may: act.by.map(functionInWords).join(", ") } };
}
