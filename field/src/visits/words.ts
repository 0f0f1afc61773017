// Words for the codes of visits and of the areas of data (impreuna/services/rules/visits.py, impreuna/kernel/policy.py).

import { t } from "../i18n/i18n.ts";

const PURPOSES: Readonly<Record<string, string>> = {
  census: /* t */ "fișa de recensământ",
  monitoring: /* t */ "monitorizare",
  intervention: /* t */ "intervenție",
  service: /* t */ "acordarea unui serviciu",
  urgent: /* t */ "urgență",
  other: /* t */ "alt scop",
};

const OUTCOMES: Readonly<Record<string, string>> = {
  met: /* t */ "s-a vorbit cu cineva din gospodărie",
  nobody_home: /* t */ "nimeni acasă",
  refused: /* t */ "nu au dorit vizita",
  other_place: /* t */ "întâlnire în alt loc",
};

// Identity and ethnicity have fields of their own: nobody reports into them.
const AREAS: Readonly<Record<string, string>> = {
  household: /* t */ "gospodărie",
  income: /* t */ "venituri și beneficii",
  housing: /* t */ "locuire",
  education: /* t */ "educație",
  employment: /* t */ "ocupare",
  protection: /* t */ "protecție",
  health_need: /* t */ "nevoie de sănătate",
  health: /* t */ "sănătate",
};

const ROLES: Readonly<Record<string, string>> = {
  social_worker: /* t */ "asistentul social",
  community_nurse: /* t */ "asistentul medical comunitar",
  health_mediator: /* t */ "mediatorul sanitar",
  school_counsellor: /* t */ "consilierul școlar",
  school_mediator: /* t */ "mediatorul școlar",
};

/** The purposes that a visit may be planned for; the census has its form, so no report is written of it. */
export const PLANNED_PURPOSES = Object.keys(PURPOSES);
export const REPORTED_PURPOSES = PLANNED_PURPOSES.filter((code) => code !== "census");
export const OUTCOME_CODES = Object.keys(OUTCOMES);

/** What a visit is for: "monitorizare"; a code that this version does not know, as it is. */
export function purposeInWords(code: string): string {
  return t(PURPOSES[code] ?? code);
}

export function outcomeInWords(code: string): string {
  return t(OUTCOMES[code] ?? code);
}

export function areaInWords(code: string): string {
  return t(AREAS[code] ?? code);
}

/** Who gives a service: "asistentul social". */
export function roleInWords(code: string): string {
  return t(ROLES[code] ?? code);
}

/** The areas in which one who `writes` so may report; the whole household's first. */
export function reportAreas(writes: (area: string) => boolean): string[] {
  return Object.keys(AREAS).filter(writes);
}

/** The first letter large: words that begin a line. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
