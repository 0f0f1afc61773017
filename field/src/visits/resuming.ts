// Where a draft is gone on with, and what it is.

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

/** The address of the form that the draft is of. `isOfPerson`: it is about a person, not a household. */
export function resumeAddress({ id, purpose, about }: DraftHead, isOfPerson: boolean): string {
  if (purpose === "register") return `#/gospodarii/noua?ciorna=${id}`;
  const base = isOfPerson ? `#/persoane/${about}` : `#/gospodarii/${about}`;
  const way = (isOfPerson ? AT_PERSON : AT_HOME)[purpose];
  return way ? `${base}/${way[1]}?ciorna=${id}` : base;
}

/** What was begun: "raport de vizită". */
export function wayOf({ purpose }: DraftHead): string {
  if (purpose === "register") return t(NEW_HOME);
  const way = AT_HOME[purpose] ?? AT_PERSON[purpose];
  return way ? t(way[0]) : purpose;
}
