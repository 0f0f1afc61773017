// What each act in a case asks for: one table for its form, its command and its correction. The commands are those of
// impreuna/cases/commands.

/** How a field is asked: lines, one line, a list with one name a line, yes or no, one of some, a day, a service of the plan. */
export type FieldKind = "text" | "line" | "list" | "yes" | "choice" | "day" | "item" | "area";

export interface FieldOf {
  readonly name: string;
  readonly as: FieldKind;
  readonly label: string;
  readonly hint?: string;
  /** Code and words. */
  readonly options?: readonly (readonly [code: string, words: string])[];
  readonly isOptional?: boolean;
  /** Asked only when another field, which is asked itself, has this value. */
  readonly when?: readonly [field: string, value: string | boolean];
  /** What stands there at the beginning. */
  readonly first?: string | boolean;
  /** Asked only in a case at one of these stages. */
  readonly stages?: readonly string[];
  /** Asked only in the case of a child or of a family. */
  readonly isOfChild?: boolean;
  /** Only asked, to know what else to ask: the command says it by its other fields. */
  readonly isUnsent?: boolean;
}

export interface FormOf {
  /** What one does: the title of the page, the words of the main button. */
  readonly title: string;
  readonly action: string;
  /** Whether it happened at a moment of its own, before it is written down. */
  readonly isDated?: boolean;
  readonly fields: readonly FieldOf[];
}

export const TEXT_LIMIT = 10_000;
/** Between the decision and the plan the family is evaluated in detail. */
const EVALUATING: readonly string[] = ["confirmed", "assigned"];
const OPINIONS: readonly FieldOf[] = [
  { name: "child_opinion", as: "text", label: /* t */ "Ce spune copilul", isOptional: true, isOfChild: true },
  { name: "family_opinion", as: "text", label: /* t */ "Ce spune familia", isOptional: true },
];

export const FORMS: Readonly<Record<string, FormOf>> = {
  RecordCaseVisit: {
    title: /* t */ "Raport de vizită",
    action: /* t */ "Înregistrează vizita",
    isDated: true,
    fields: [
      { name: "purpose", as: "line", label: /* t */ "Pentru ce a fost vizita" },
      { name: "place", as: "line", label: /* t */ "Unde" },
      { name: "present", as: "list", label: /* t */ "Cine a fost de față", hint: /* t */ "Câte un nume pe rând." },
      { name: "synthesis", as: "text", label: /* t */ "Ce ați văzut și ce s-a vorbit" },
      ...OPINIONS,
      { name: "is_announced", as: "yes", label: /* t */ "Vizita a fost anunțată", first: true },
      { name: "agreed_by", as: "line", label: /* t */ "Cine a fost de acord să mergeți neanunțat", when: ["is_announced", false] },
      { name: "unannounced_why", as: "text", label: /* t */ "De ce neanunțat", when: ["is_announced", false] },
      { name: "next_on", as: "day", label: /* t */ "Vizita următoare", isOptional: true },
      { name: "next_purpose", as: "line", label: /* t */ "Pentru ce va fi vizita următoare", isOptional: true },
      { name: "is_in_danger", as: "yes", label: /* t */ "Cineva este în pericol", hint: /* t */ "DGASPC trebuie sesizată în 24 de ore.", first: false },
      { name: "is_last", as: "yes", label: /* t */ "Evaluarea detaliată se încheie cu această vizită", first: false, stages: EVALUATING },
      { name: "area", as: "area", label: /* t */ "Despre ce este raportul" },
    ],
  },
  NoteContact: {
    title: /* t */ "Telefon sau discuție",
    action: /* t */ "Păstrează discuția",
    isDated: true,
    fields: [
      { name: "with_whom", as: "line", label: /* t */ "Cu cine ați vorbit" },
      { name: "how", as: "line", label: /* t */ "Cum", hint: /* t */ "La telefon, acasă, pe drum, prin mesaj." },
      { name: "said", as: "text", label: /* t */ "Ce s-a vorbit" },
    ],
  },
  RecordInitialEvaluation: {
    title: /* t */ "Evaluare inițială",
    action: /* t */ "Înregistrează evaluarea",
    isDated: true,
    fields: [
      { name: "place", as: "line", label: /* t */ "Unde" },
      { name: "present", as: "list", label: /* t */ "Cine a fost de față", hint: /* t */ "Câte un nume pe rând." },
      { name: "situation", as: "text", label: /* t */ "Ce ați găsit" },
      { name: "risks", as: "text", label: /* t */ "Ce riscuri sunt" },
      { name: "needs", as: "text", label: /* t */ "De ce este nevoie" },
      { name: "resources", as: "text", label: /* t */ "Pe cine și pe ce se poate sprijini familia" },
      {
        ...{ name: "urgency", as: "choice", label: /* t */ "Cât de grabnic este" },
        options: [["emergency", /* t */ "urgență: pericol acum"], ["urgent", /* t */ "urgent: în câteva zile"], ["planned", /* t */ "se poate planifica"]],
      },
    ],
  },
  RecordEmergency: {
    title: /* t */ "Intervenție de urgență",
    action: /* t */ "Înregistrează intervenția",
    isDated: true,
    fields: [
      { name: "police_officer", as: "line", label: /* t */ "Lucrătorul de poliție care a participat" },
      { name: "mobile_team_came", as: "yes", label: /* t */ "A venit echipa mobilă", first: false },
      { name: "resource_person", as: "line", label: /* t */ "Cine a evaluat împreună cu el", hint: /* t */ "Persoana-resursă a comunității sau asistentul social.", when: ["mobile_team_came", false] },
      { name: "place", as: "line", label: /* t */ "Unde" },
      { name: "found", as: "text", label: /* t */ "Ce ați găsit" },
      { name: "measures", as: "text", label: /* t */ "Ce s-a făcut pe loc" },
    ],
  },
  RecordSpecialistReport: {
    title: /* t */ "Raport de specialitate",
    action: /* t */ "Înregistrează raportul",
    fields: [
      { name: "instruments", as: "text", label: /* t */ "Cum ați evaluat" },
      { name: "found", as: "text", label: /* t */ "Ce ați găsit" },
      { name: "conclusions", as: "text", label: /* t */ "Concluzii" },
      { name: "recommendations", as: "text", label: /* t */ "Recomandări", isOptional: true },
      { name: "area", as: "area", label: /* t */ "Domeniul raportului" },
      {
        ...{ name: "for_team", as: "text", label: /* t */ "Ce poate ști restul echipei", when: ["area", "health"] },
        hint: /* t */ "Nevoia, cât de grabnică este și ce cereți, fără diagnostic.",
      },
      { name: "is_complex", as: "yes", label: /* t */ "Este o evaluare complexă", first: false },
      { name: "is_last", as: "yes", label: /* t */ "Evaluarea detaliată se încheie cu acest raport", first: false, stages: EVALUATING },
    ],
  },
  NoteReference: {
    title: /* t */ "Discuție cu o persoană de referință",
    action: /* t */ "Păstrează discuția",
    isDated: true,
    fields: [
      { name: "who", as: "line", label: /* t */ "Cu cine ați vorbit" },
      { name: "relation", as: "line", label: /* t */ "Ce este pentru familie" },
      { name: "said", as: "text", label: /* t */ "Ce s-a vorbit" },
      { name: "named_by_family", as: "yes", label: /* t */ "Familia a numit-o ea însăși", first: true },
      { name: "family_told_how", as: "line", label: /* t */ "Cum a aflat familia înainte", when: ["named_by_family", false] },
    ],
  },
  InformClient: {
    title: /* t */ "Informarea clientului",
    action: /* t */ "Înregistrează informarea",
    isDated: true,
    fields: [
      { name: "what", as: "text", label: /* t */ "Despre ce este informarea" },
      { name: "is_told", as: "yes", label: /* t */ "I s-a spus", hint: /* t */ "Nu, numai dacă i-ar face rău să afle și șeful este de acord.", first: true, isUnsent: true },
      { name: "told_to", as: "line", label: /* t */ "Cui", when: ["is_told", true] },
      { name: "how", as: "line", label: /* t */ "Cum", hint: /* t */ "Acasă, la sediu, la telefon, în scris.", when: ["is_told", true] },
      { name: "child_means", as: "line", label: /* t */ "Prin ce mijloace, dacă este copil", isOptional: true, isOfChild: true, when: ["is_told", true] },
      { name: "is_signed", as: "yes", label: /* t */ "A semnat că a fost informat", first: true, when: ["is_told", true] },
      { name: "refused_why", as: "text", label: /* t */ "De ce nu a semnat", when: ["is_signed", false] },
      { name: "withheld_why", as: "text", label: /* t */ "De ce i-ar fi făcut rău", when: ["is_told", false] },
      { name: "agreed_by", as: "line", label: /* t */ "Șeful care a fost de acord", when: ["is_told", false] },
    ],
  },
  CheckService: {
    title: /* t */ "Verificarea unui serviciu",
    action: /* t */ "Înregistrează verificarea",
    isDated: true,
    fields: [
      { name: "item_id", as: "item", label: /* t */ "Serviciul din plan" },
      { name: "started", as: "yes", label: /* t */ "Serviciul a început", first: true },
      { name: "not_started_why", as: "text", label: /* t */ "De ce nu a început", when: ["started", false] },
      {
        ...{ name: "state", as: "choice", label: /* t */ "Cum stă acum", when: ["started", true], first: "running" },
        options: [["running", /* t */ "este în curs"], ["stopped", /* t */ "s-a oprit"], ["finished", /* t */ "s-a încheiat"]],
      },
      { name: "progress", as: "text", label: /* t */ "Cum merge" },
      { name: "next_on", as: "day", label: /* t */ "Verificarea următoare", isOptional: true },
    ],
  },
  ReportProblem: {
    title: /* t */ "Semnalează o problemă",
    action: /* t */ "Semnalează problema",
    fields: [
      { name: "problem", as: "text", label: /* t */ "Ce problemă este" },
      { name: "item_id", as: "item", label: /* t */ "La ce serviciu din plan", isOptional: true },
      { name: "is_urgent", as: "yes", label: /* t */ "Este grabnic", first: false },
    ],
  },
  RespondToProblem: {
    title: /* t */ "Răspuns la o problemă",
    action: /* t */ "Înregistrează răspunsul",
    fields: [
      { name: "response", as: "text", label: /* t */ "Ce s-a făcut" },
      { name: "is_solved", as: "yes", label: /* t */ "Problema este rezolvată", first: true },
    ],
  },
  TellChild: {
    title: /* t */ "Informarea copilului despre plan",
    action: /* t */ "Înregistrează informarea",
    isDated: true,
    fields: [
      { name: "child", as: "line", label: /* t */ "Numele copilului" },
      { name: "means", as: "line", label: /* t */ "Prin ce mijloace", hint: /* t */ "Desen, poveste, joc: pe înțelesul copilului." },
      { name: "understood", as: "text", label: /* t */ "Ce a înțeles și ce crede", isOptional: true },
    ],
  },
  RecordAdmission: {
    title: /* t */ "Internare neplanificată",
    action: /* t */ "Înregistrează internarea",
    fields: [
      { name: "who", as: "line", label: /* t */ "Cine" },
      { name: "institution", as: "line", label: /* t */ "Unde a fost internat" },
      {
        ...{ name: "institution_kind", as: "choice", label: /* t */ "Ce fel de instituție este" },
        options: [["hospital", /* t */ "spital"], ["residential", /* t */ "serviciu rezidențial"], ["shelter", /* t */ "adăpost pentru victimele violenței"], ["other", /* t */ "altă instituție"]],
      },
      { name: "admitted_on", as: "day", label: /* t */ "Din ce zi" },
      { name: "why", as: "text", label: /* t */ "De ce", isOptional: true },
    ],
  },
};
