// What the summary for a family shows, and above all what it does not: nothing of protection or violence, no illness,
// no need of health of anybody but the one to whom it is given. A copy lies about in the kitchen; whoever lives in the
// house reads it.

import type { Household, Member } from "../commune/views.ts";
import type { Day, FindingRow, Id, PlannedVisitRow, ServiceRow } from "../kernel/types.ts";
import type { Lists } from "../nomenclature/lists.ts";
import { neighbourly } from "./neighbourly.ts";

/** A thing that was found; `who` is null when it is of the whole household. */
export interface Told {
  readonly id: Id;
  readonly who: Member | null;
  readonly words: string;
}

export interface FamilyCopy {
  readonly found: readonly Told[];
  readonly planned: readonly PlannedVisitRow[];
  readonly services: readonly ServiceRow[];
}

/** Areas of data that everybody in a house knows of each other anyway. */
const SHARED = ["identity", "household", "income", "housing", "education", "employment"];
/** Services whose very name tells of an illness, a pregnancy, a danger. */
const TELLING = ["AS-21", "AMC-06", "AMC-10", "AMC-11", "AMC-12", "AMC-14", "MSAN-02", "MSAN-06", "MSAN-08", "MSAN-09"];
const MOST_SERVICES = 12;

/** The copy for `reader` alone (null: for the whole family): what was confirmed, is planned and was done. */
export function familyCopy(household: Household, lists: Lists, reader: Id | null, today: Day): FamilyCopy {
  const told = household.findings.filter((finding) => isTold(finding, lists, reader));
  const found = [null, ...household.members].flatMap((who) => told.flatMap((finding) => tell(finding, who)));
  const planned = household.planned.filter(({ state, planned_on }) => state === "planned" && planned_on >= today);
  const services = household.services.filter((service) => isNamed(service, household, lists, reader)).slice(0, MOST_SERVICES);
  return { found, planned, services };
}

function isTold(finding: FindingRow, lists: Lists, reader: Id | null): boolean {
  if (finding.state !== "confirmed" || neighbourly(finding.code) === undefined) return false;
  const area = lists.wordsOf(finding.edition).vulnerability(finding.code)?.area;
  if (area === undefined || area === "PC" || area === "CO") return false;
  if (SHARED.includes(finding.veil)) return area !== "SA";
  return finding.veil === "health_need" && finding.subject_id === reader;
}

// What is said of this member, or of the household; of whoever lives elsewhere by now nothing is.
function tell(finding: FindingRow, who: Member | null): Told[] {
  const isHers = who ? finding.is_person && finding.subject_id === who.person.id : !finding.is_person;
  return isHers ? [{ id: finding.id, who, words: neighbourly(finding.code, who?.person.sex) ?? "" }] : [];
}

function isNamed(row: ServiceRow, household: Household, lists: Lists, reader: Id | null): boolean {
  const service = lists.service(row.code);
  if (!service || service.area === "PC" || TELLING.includes(row.code)) return false;
  if (service.area === "SA" && (row.person_id === null || row.person_id !== reader)) return false;
  const answered = household.findings.filter(({ id }) => row.finding_ids.includes(id));
  return answered.length === row.finding_ids.length && answered.every((finding) => isTold({ ...finding, state: "confirmed" }, lists, reader));
}
