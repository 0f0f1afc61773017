// Which acts of a case a tablet offers: those that can be done now, the one that is due first; and why the others cannot.

import type { CaseFile } from "../commune/cases.ts";
import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import type { CaseEntryRow } from "../kernel/types.ts";
import { refusalOf } from "./rules/acts.ts";
import { actsFor } from "./rules/due.ts";
import { FORMS } from "./forms.ts";

/** An act as it is offered; `why` it cannot be done, empty when it can. */
export interface Offer {
  readonly kind: string;
  readonly title: string;
  readonly href: string;
  readonly why: string;
}

/** The acts of a case, in the order in which they are offered when nothing is due. Those that answer an entry stand at it. */
const ACTS = [
  "RecordEmergency", "RecordInitialEvaluation", "RecordCaseVisit", "CheckService", "NoteContact", "ReportProblem",
  "InformClient", "RecordSpecialistReport", "NoteReference", "DiscussInMeeting", "RecordAdmission",
];

/** The acts of a case for the person of this tablet: what meets the soonest duty first. */
export function offersOf({ id, row, functions, obligations }: CaseFile): Offer[] {
  const offered = ACTS.map((kind): Offer => {
    const refusal = refusalOf(kind, row, functions);
    const isMeeting = kind === "DiscussInMeeting";
    const title = isMeeting ? t("Întâlnire de echipă") : t(FORMS[kind]!.title);
    const href = isMeeting ? `#/cazuri/${id}/intalnire` : `#/cazuri/${id}/act/${kind}`;
    return { kind, title, href, why: refusal ? explain(refusal.reason, refusal.facts) : "" };
  });
  const due = obligations.flatMap(({ code }) => actsFor(code));
  const rank = ({ kind }: Offer): number => (due.includes(kind) ? due.indexOf(kind) - 1000 : ACTS.indexOf(kind));
  return offered.sort((one, other) => rank(one) - rank(other));
}

/** The act with which an entry is answered. */
const ANSWERS: Readonly<Record<string, readonly [kind: string, words: string]>> = {
  ReportProblem: ["RespondToProblem", /* t */ "Răspunde la problemă"],
  DraftPlan: ["TellChild", /* t */ "Spune copilului despre plan"],
  RecordCaseVisit: ["InformClient", /* t */ "Informează clientul"],
  WriteInitialReport: ["InformClient", /* t */ "Informează clientul"],
  WriteDetailedReport: ["InformClient", /* t */ "Informează clientul"],
};

/** Where an entry is answered, by an act that can be done now; null where there is none. */
export function answerTo({ id, row, functions }: CaseFile, entry: Pick<CaseEntryRow, "id" | "act">): { readonly href: string; readonly words: string } | null {
  const [kind, words] = ANSWERS[entry.act] ?? [];
  if (!kind || !words || refusalOf(kind, row, functions)) return null;
  return { href: `#/cazuri/${id}/act/${kind}?despre=${entry.id}`, words: t(words) };
}

/** What somebody can sign for or against: papers that are shown whole. */
const SIGNED = new Set(["RecordCaseVisit", "InformClient", "TellChild", "DraftPlan", "MakeContract", "ChangeContract", "RecordInitialEvaluation"]);

/** Whether this person may take a signature on an entry of the case. */
export function maySign({ row, functions }: CaseFile, act: string): boolean {
  return SIGNED.has(act) && refusalOf("SignEntry", row, functions) === null;
}
