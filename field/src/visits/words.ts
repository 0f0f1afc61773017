// Words for the codes of visits (impreuna/services/rules/visits.py), and the areas one may report in.

import policy from "../../../contracts/policy.json";
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

/** The areas in which one who `writes` so may report, the whole household's first; identity and ethnicity have fields of their own, a case acts. */
export function reportAreas(writes: (area: string) => boolean): string[] {
  return Object.keys(policy.areas).filter((area) => !["identity", "ethnicity", "case"].includes(area) && writes(area));
}
