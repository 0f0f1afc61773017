// What a command says, in the words of whoever wrote it: what was done, about whom, what was typed.

import type { Commune } from "../../session/session.ts";
import { FORMS } from "../../cases/forms.ts";
import { actTitle, isAct } from "../../cases/rules/acts.ts";
import { linesOf } from "../../cases/words.ts";
import { fullName } from "../../commune/names.ts";
import { t } from "../../i18n/i18n.ts";
import type { CaseRow, Command, Id, PersonRow, Scalar, TaskRow } from "../../kernel/types.ts";

const KINDS: Readonly<Record<string, string>> = {
  RegisterHousehold: /* t */ "Gospodărie nouă",
  AddPerson: /* t */ "Persoană adăugată",
  CorrectHousehold: /* t */ "Datele gospodăriei, corectate",
  CorrectPerson: /* t */ "Datele persoanei, corectate",
  RecordCnp: /* t */ "Act de identitate",
  EndMembership: /* t */ "Nu mai locuiește în gospodărie",
  RecordDeath: /* t */ "Deces",
  WriteNote: /* t */ "Notă",
  RecordAssessment: /* t */ "Fișa de recensământ",
  DecideFindings: /* t */ "Hotărâri despre vulnerabilități",
  SettleConflict: /* t */ "Alegere între două valori",
  PlanVisit: /* t */ "Vizită planificată",
  CallOffVisit: /* t */ "Vizită anulată",
  RecordVisit: /* t */ "Vizită",
  RecordService: /* t */ "Serviciu acordat",
  AttachFile: /* t */ "Fotografie sau semnătură",
  HoldMeeting: /* t */ "Întâlnire de echipă",
  FinishTask: /* t */ "Hotărâre îndeplinită",
};

/** What was done. */
export function whatOf({ kind }: Command): string {
  return isAct(kind) ? actTitle(kind) : t(KINDS[kind] ?? kind);
}

type Known = Pick<Commune, "household" | "member" | "row">;

/** Whom a command is about, by name; empty when the tablet does not know. */
export function whoOf(command: Command, commune: Known): string {
  const person = command["person_id"] ?? command["subject_id"];
  const name = typeof person === "string" ? nameOf(person, commune) : "";
  const home = typeof command["household_id"] === "string" ? (commune.household(command["household_id"])?.label ?? "") : "";
  return name || newcomersOf(command) || home || planOf(command, commune) || caseOf(command, commune);
}

function caseOf(command: Command, commune: Known): string {
  const task = typeof command["task_id"] === "string" ? commune.row<TaskRow>("task", command["task_id"]) : undefined;
  return commune.row<CaseRow>("case", String(command["case_id"] ?? task?.case_id))?.label ?? subjectOf(command);
}

// A notice that was refused has no case: it names whom it is about.
function subjectOf(command: Command): string {
  const people = (command["people"] ?? []) as readonly { readonly name: string; readonly part: string }[];
  return people.find(({ part }) => part === "subject")?.name ?? "";
}

function nameOf(person: Id, commune: Known): string {
  const row = commune.row<PersonRow>("person", person);
  return row ? fullName(row.last_name, row.first_name) : "";
}

type Named = { readonly last_name: string; readonly first_name: string; readonly relation: string };

// People whom only this command knows of.
function newcomersOf(command: Command): string {
  const members = (command["members"] ?? [command["person"]].filter(Boolean)) as readonly Named[];
  const head = members.find(({ relation }) => relation === "head") ?? members[0];
  return head ? fullName(head.last_name, head.first_name) : "";
}

function planOf(command: Command, commune: Known): string {
  const visit = command["visit_id"];
  const plan = typeof visit === "string" ? commune.row<never>("planned_visit", visit) : undefined;
  const home = (plan as { household_id?: Id } | undefined)?.household_id;
  return home ? (commune.household(home)?.label ?? "") : "";
}

/** The address of the form in which a refused command is corrected; null where only its texts can be. */
export function formOf(command: Command): string | null {
  const { kind, id } = command;
  const home = `#/gospodarii/${String(command["household_id"])}`;
  const person = `#/persoane/${String(command["person_id"])}`;
  const inCase = `#/cazuri/${String(command["case_id"])}`;
  const forms: Readonly<Record<string, string>> = {
    RegisterHousehold: "#/gospodarii/noua",
    AddPerson: `${home}/persoana-noua`,
    CorrectHousehold: `${home}/corecteaza`,
    CorrectPerson: `${person}/corecteaza`,
    RecordCnp: `${person}/act`,
    WriteNote: `${command["household_id"] ? home : person}/nota`,
    RecordAssessment: `${home}/fisa`,
    DecideFindings: `${home}/vulnerabilitati`,
    PlanVisit: `${home}/vizita-viitoare`,
    RecordVisit: `${home}/vizita`,
    RecordService: `${home}/serviciu`,
    RegisterNotice: "#/cazuri/nou",
    SignEntry: `${inCase}/semnatura/${String(command["about_id"])}`,
    FinishTask: `#/sarcini/${String(command["task_id"])}`,
    AttachFile: `${home}/${command["what"] === "signature" ? "semnatura" : "fotografie"}`,
  };
  const form = forms[kind] ?? (kind in FORMS ? `${inCase}/act/${kind}` : undefined);
  return form === undefined ? null : `${form}?card=${id}`;
}

const ENVELOPE = new Set(["kind", "id", "commune_id", "recorded_at", "happened_at"]);

/** The fields of a command that a person typed: texts and days, not identifiers or codes. */
export function textsOf(command: Command): Readonly<Record<string, string>> {
  const texts = Object.entries(command).filter(([name, value]) => typeof value === "string" && !isInner(name) && !isChosen(command.kind, name));
  return Object.fromEntries(texts as [string, string][]);
}

// In the form of an act, what was chosen and not typed.
function isChosen(kind: string, name: string): boolean {
  return FORMS[kind]?.fields.some((field) => field.name === name && !TYPED.has(field.as)) ?? false;
}

const TYPED: ReadonlySet<string> = new Set(["text", "line", "day"]);

/** What a command says, a line for each thing, for whoever typed it. */
export function linesIn(command: Command): string[] {
  if (!isAct(command.kind)) return Object.values(textsOf(command)).filter(Boolean);
  return linesOf({ act: command.kind, content: command, late_reason: String(command["late_reason"] ?? "") });
}

function isInner(name: string): boolean {
  return ENVELOPE.has(name) || name.endsWith("_id") || CODES.has(name);
}

const CODES = new Set(["end_reason", "code", "what", "area", "digest", "media_type", "meeting_kind", "held_at"]);

/** The fields of a command as it is carried out again, with other texts. */
export function fieldsWith(command: Command, texts: Readonly<Record<string, Scalar>>): Record<string, unknown> {
  const own = Object.entries(command).filter(([name]) => !ENVELOPE.has(name));
  return { ...Object.fromEntries(own), ...texts };
}
