// Where a draft is gone on with, and what it is.

import { actTitle } from "../cases/rules/acts.ts";
import { t } from "../i18n/i18n.ts";
import type { DraftHead } from "../session/session.ts";

type Way = readonly [words: string, page: string];

// By purpose, for drafts about a household and about a person.
const AT_HOME: Readonly<Record<string, Way>> = {
  assessment: [/* t */ "fișă de recensământ", "fisa"],
  decisions: [/* t */ "hotărâri despre vulnerabilități", "vulnerabilitati"],
  visit: [/* t */ "raport de vizită", "vizita"],
  plan: [/* t */ "vizită de planificat", "vizita-viitoare"],
  service: [/* t */ "serviciu acordat", "serviciu"],
  photo: [/* t */ "fotografie", "fotografie"],
  signature: [/* t */ "semnătură", "semnatura"],
  note: [/* t */ "notă", "nota"],
  add_person: [/* t */ "persoană de adăugat", "persoana-noua"],
  correct_household: [/* t */ "corectură", "corecteaza"],
};
const AT_PERSON: Readonly<Record<string, Way>> = {
  note: AT_HOME["note"]!,
  correct_person: [/* t */ "corectură", "corecteaza"],
};
const NEW_HOME = /* t */ "gospodărie nouă";
/** A service of a plan has its item after the form. Drafts of acts in a case have a purpose that begins so, with the act after it, and of a signature what is signed. */
const IN_CASE = "case ";
const TASK = /* t */ "hotărâre îndeplinită";

// Forms with an address of their own; the others stand at the case under their act.
function caseAddress(way: string, about: string): string {
  const [act = "", entry] = way.split(" ");
  if (act === "RegisterNotice") return about === "notice" ? "#/cazuri/nou" : `#/cazuri/nou?gospodarie=${about}`;
  if (act === "FinishTask") return `#/sarcini/${about}`;
  if (act === "DiscussInMeeting") return `#/cazuri/${about}/intalnire`;
  return entry ? `#/cazuri/${about}/semnatura/${entry}` : `#/cazuri/${about}/act/${act}`;
}

/** The address of the form that the draft is of. `isOfPerson`: it is about a person, not a household. */
export function resumeAddress({ id, purpose, about }: DraftHead, isOfPerson: boolean): string {
  if (purpose === "register") return `#/gospodarii/noua?ciorna=${id}`;
  if (purpose.startsWith(IN_CASE)) {
    const address = caseAddress(purpose.slice(IN_CASE.length), about);
    return `${address}${address.includes("?") ? "&" : "?"}ciorna=${id}`;
  }
  const base = isOfPerson ? `#/persoane/${about}` : `#/gospodarii/${about}`;
  const [form = "", item] = purpose.split(" ");
  const way = (isOfPerson ? AT_PERSON : AT_HOME)[form];
  return way ? `${base}/${way[1]}?ciorna=${id}${item ? `&din_plan=${item}` : ""}` : base;
}

/** What was begun: "raport de vizită". */
export function wayOf({ purpose }: DraftHead): string {
  if (purpose === "register") return t(NEW_HOME);
  if (purpose.startsWith(IN_CASE)) {
    const [act = ""] = purpose.slice(IN_CASE.length).split(" ");
    return act === "FinishTask" ? t(TASK) : actTitle(act).toLowerCase();
  }
  const [form = ""] = purpose.split(" ");
  const way = AT_HOME[form] ?? AT_PERSON[form];
  return way ? t(way[0]) : purpose;
}
