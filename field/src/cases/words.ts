// Cases in words: their number, where they stand, what an entry says.

import type { CaseFile } from "../commune/cases.ts";
import { counted, inWords, t } from "../i18n/i18n.ts";
import type { CaseEntryRow, CaseRow, Day } from "../kernel/types.ts";
import type { Tone } from "../ui/tones.ts";
import { FORMS, type FieldOf } from "./forms.ts";
import { actTitle, channelInWords, frequencyInWords, functionInWords, isEnded, planInWords, stageInWords } from "./rules/acts.ts";
import type { PlanItem } from "./rules/dossier.ts";

/** "Cazul 12/2026"; one that the server has not numbered yet has no number. */
export function numberOf({ number, year }: CaseRow): string {
  return number === 0 ? t("Caz nou, încă fără număr") : t("Cazul {number}", { number: `${number}/${year}` });
}

const TONES: Readonly<Record<string, Tone>> = { registered: "amber", evaluated: "amber", in_services: "green", post_services: "green" };

export function stageTag({ stage, is_suspended }: CaseRow): { readonly tag: string; readonly tone: Tone } {
  if (is_suspended) return { tag: t("suspendat"), tone: "grey" };
  return { tag: stageInWords(stage), tone: isEnded(stage) ? "grey" : (TONES[stage] ?? "blue") };
}

/** The services of a plan in words. */
const ITEM_STATES: Readonly<Record<string, readonly [words: string, tone: Tone]>> = {
  awaited: [/* t */ "urmează", "grey"],
  unchecked: [/* t */ "neverificat", "amber"],
  not_started: [/* t */ "nu a început", "red"],
  running: [/* t */ "în curs", "green"],
  stopped: [/* t */ "oprit", "red"],
  finished: [/* t */ "încheiat", "grey"],
};

export function itemTag(state: string): { readonly tag: string; readonly tone: Tone } {
  const [words, tone] = ITEM_STATES[state] ?? [state, "grey"];
  return { tag: t(words), tone };
}

/** Of a case in a list: number, who answers for it, how much is unsent. */
export function caseFacts({ row, unsent }: CaseFile): string[] {
  const responsible = row.responsible ? t("responsabil: {name}", { name: row.responsible }) : t("fără responsabil");
  return [numberOf(row), responsible, ...(unsent > 0 ? [counted(unsent, "act netrimis", "acte netrimise")] : [])];
}

/** What an act is called on the timeline; one that this version does not know, by its name. */
export const entryTitle = ({ act }: CaseEntryRow): string => actTitle(act);

// What is worth reading of entries that have no form here, in this order.
const SAID = [
  "what", "urgent_why", "conclusion", "conclusions", "situation", "found", "needs", "risks", "discussed", "response", "answer",
  "reason", "note", "outcome", "summary", "objectives", "done", "progress", "problems", "proposals", "complaint", "facts", "measures",
  "purpose", "told", "asked", "duties", "changes", "notes", "for_team", "text",
];

/** What an entry says, a line for each thing. */
export function linesOf({ act, content, late_reason }: Pick<CaseEntryRow, "act" | "content" | "late_reason">): string[] {
  const form = FORMS[act];
  const lines = act === "DraftPlan" ? planLines(content) : form ? form.fields.flatMap((field) => lineOf(field, content[field.name])) : SAID.map((name) => inText(content[name])).filter(Boolean);
  const channel = act === "RegisterNotice" ? [channelInWords(inText(content["channel"]))] : [];
  const { starts_on, ends_on } = content as Said;
  const contract = act.endsWith("Contract") ? period(starts_on, ends_on) : [];
  const signed = act === "SignEntry" ? [`${inText(content["signer"])}, ${inText(content["function"])}`] : [];
  return [...channel, ...signed, ...contract, ...lines, ...(late_reason ? [t("Făcut după termen: {why}", { why: late_reason })] : [])];
}

interface Said {
  readonly type?: string;
  readonly starts_on?: Day;
  readonly ends_on?: Day;
  readonly objectives?: readonly { readonly text: string; readonly indicator?: string }[];
  readonly items?: readonly Partial<PlanItem>[];
}

// A plan is shown whole: somebody signs it.
function planLines(content: Readonly<Record<string, unknown>>): string[] {
  const { type = "", starts_on, ends_on, objectives = [], items = [] } = content as Said;
  return [
    [planInWords(type), ...period(starts_on, ends_on)].join(", "),
    ...objectives.map(({ text, indicator }) => `${t("Obiectiv")}: ${[text, indicator].filter(Boolean).join(" · ")}`),
    ...items.map(({ title = "", frequency, provider, responsible, ...days }) => {
      return [title, frequency && frequencyInWords(frequency), provider || responsible, ...period(days.starts_on, days.ends_on)].filter(Boolean).join(" · ");
    }),
    ...["resources", "accompaniment", "revision_why"].map((name) => inText(content[name])).filter(Boolean),
  ];
}

function period(starts_on: Day | undefined, ends_on: Day | undefined): string[] {
  return starts_on && ends_on ? [t("de la {from} până la {until}", { from: inWords(starts_on), until: inWords(ends_on) })] : [];
}

function lineOf({ as, label, options }: FieldOf, value: unknown): string[] {
  if (as === "area" || as === "item" || value === undefined || value === null || value === "") return [];
  if (as === "yes") return value === true ? [t(label)] : [];
  const code = options?.find(([each]) => each === value)?.[1];
  const words = as === "day" ? inWords(inText(value)) : code ? t(code) : inText(value);
  return words ? [as === "text" && label === FIRST ? words : `${t(label)}: ${words}`] : [];
}

const FIRST = /* t */ "Ce s-a vorbit";

function inText(value: unknown): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").join(", ") : typeof value === "string" ? value : "";
}

/** Somebody of the team in words: "asistent medical comunitar". */
export const memberInWords = (name: string): string => functionInWords(name);
