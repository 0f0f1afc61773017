// An act in a case as it is typed: what it begins with, what is wrong with it, the command that it becomes.

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import { clean, cleanLines } from "../kernel/text.ts";
import { dayOf } from "../kernel/time.ts";
import type { CaseRow, Command, Id } from "../kernel/types.ts";
import { noSuchDay, readDay } from "../pages/registry/typing.ts";
import type { Fields } from "../session/session.ts";
import { clockOf, momentAt } from "../visits/times.ts";
import { FORMS, TEXT_LIMIT, type FieldOf } from "./forms.ts";
import type { PlanItem } from "./rules/dossier.ts";

/**
 * What is typed: texts by field (of a list, its lines; of yes or no, "yes" or "no"), the moment, why it is late. `about`
 * is the entry that the act answers; empty where it answers none.
 */
export interface Typed {
  readonly about: Id;
  values: Record<string, string>;
  day: string;
  clock: string;
  late_reason: string;
}

type Items = readonly Pick<PlanItem, "id">[];

const YES = "yes";
const NO = "no";

const fieldsOf = (kind: string): readonly FieldOf[] => FORMS[kind]?.fields ?? [];
const inText = (value: unknown): string => (typeof value === "boolean" ? (value ? YES : NO) : Array.isArray(value) ? value.join("\n") : String(value ?? ""));

/** An act that begins now; `given` are values that the way here says already. */
export function beginAct(kind: string, now: Date, given: Readonly<Record<string, string>>, about = ""): Typed {
  const values = Object.fromEntries(fieldsOf(kind).map(({ name, first }) => [name, given[name] ?? inText(first)]));
  return { about, values, day: dayOf(now), clock: clockOf(now), late_reason: "" };
}

/** An act as a command said it: to be corrected after it was refused. */
export function actFromCommand(command: Command): Typed {
  const at = new Date(command.happened_at ?? command.recorded_at);
  const valueIn = (field: FieldOf): string => inText(field.isUnsent ? !isDenied(field, command) : command[field.name]);
  const values = Object.fromEntries(fieldsOf(command.kind).map((field) => [field.name, valueIn(field)]));
  return { about: inText(command["about_id"]), values, day: dayOf(at), clock: clockOf(at), late_reason: inText(command["late_reason"]) };
}

// "No" to a question that is not sent shows by what is asked only then.
function isDenied({ name }: FieldOf, command: Command): boolean {
  return fieldsOf(command.kind).some(({ when, name: other }) => when?.[0] === name && when[1] === false && inText(command[other]) !== "");
}

/** Whether a field of the form of `kind` is asked, as things are typed. */
export function isAsked(kind: string, { when }: FieldOf, values: Readonly<Record<string, string>>): boolean {
  if (!when) return true;
  const [field, wanted] = when;
  const other = fieldsOf(kind).find(({ name }) => name === field);
  if (other && !isAsked(kind, other, values)) return false;
  return typeof wanted === "boolean" ? (values[field] === YES) === wanted : values[field] === wanted;
}

/** The service of the plan that is chosen; none when the plan has it no more. */
export function itemIn(items: Items, id: string): string {
  return items.some((item) => item.id === id) ? id : "";
}

/** What is typed, without services that the plan in force has no more: they are chosen anew. */
export function inPlan(kind: string, values: Typed["values"], items: Items): Typed["values"] {
  const chosen = fieldsOf(kind).filter(({ as }) => as === "item").map(({ name }) => [name, itemIn(items, values[name] ?? "")]);
  return { ...values, ...Object.fromEntries(chosen) };
}

/** Whether a field has a meaning in a case that stands so. */
export function fits({ stages, isOfChild }: FieldOf, { stage, subject }: Pick<CaseRow, "stage" | "subject">): boolean {
  return (stages?.includes(stage) ?? true) && (!isOfChild || subject === "child" || subject === "family");
}

/** What is wrong, by the field's id. */
export function problemsOfAct(kind: string, typed: Typed, now: Date, isLate: boolean): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of fieldsOf(kind)) {
    if (!isAsked(kind, field, typed.values)) continue;
    const problem = problemOf(field, typed.values[field.name] ?? "");
    if (problem) problems[field.name] = problem;
  }
  if (FORMS[kind]?.isDated) {
    const at = momentAt(readDay(typed.day) ?? "", typed.clock);
    if (!at) problems["day"] = noSuchDay();
    else if (Date.parse(at) > now.getTime() + 60_000) problems["day"] = explain("stated_when");
  }
  if (isLate && !clean(typed.late_reason)) problems["late_reason"] = t("Scrieți de ce se face abia acum.");
  return problems;
}

const LACKS: Readonly<Record<FieldOf["as"], string>> = {
  text: /* t */ "Scrieți aici: fără acest text înregistrarea nu are înțeles.",
  line: /* t */ "Completați acest rând.",
  list: /* t */ "Scrieți cel puțin un nume.",
  yes: /* t */ "Alegeți una dintre ele.",
  choice: /* t */ "Alegeți una dintre ele.",
  day: /* t */ "Scrieți ziua.",
  item: /* t */ "Alegeți serviciul din plan.",
  area: /* t */ "Alegeți domeniul.",
};

function problemOf({ as, isOptional }: FieldOf, text: string): string {
  if (!cleanLines(text)) return isOptional ? "" : t(LACKS[as]);
  if (as === "day" && !readDay(text)) return noSuchDay();
  return [...text].length > TEXT_LIMIT ? explain("text_too_long", { limit: TEXT_LIMIT }) : "";
}

/** The fields of the command, of an act without problems. `late_reason` goes only where something was late. */
export function actFields(kind: string, case_id: Id, typed: Typed): Fields {
  const fields: Record<string, unknown> = { case_id, ...(typed.about && { about_id: typed.about }) };
  for (const field of fieldsOf(kind)) {
    if (field.isUnsent) continue;
    const value = valueOf(field, isAsked(kind, field, typed.values) ? (typed.values[field.name] ?? "") : "");
    if (value !== undefined) fields[field.name] = value;
  }
  if (clean(typed.late_reason)) fields["late_reason"] = cleanLines(typed.late_reason);
  const happened = FORMS[kind]?.isDated ? momentAt(readDay(typed.day) ?? "", typed.clock) : null;
  return happened ? { ...fields, happened_at: happened } : fields;
}

// Undefined: not said, the server's own default holds.
function valueOf({ as }: FieldOf, text: string): unknown {
  if (as === "yes") return text === "" ? undefined : text === YES;
  if (as === "list") return text.split("\n").map(clean).filter(Boolean);
  if (as === "text") return cleanLines(text);
  if (as === "line") return clean(text);
  return (as === "day" ? readDay(text) : text) || undefined;
}
