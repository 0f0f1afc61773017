// The household of an interview, from what this tablet knows of it.

import type { Household } from "../../commune/views.ts";
import type { Id, PersonRow } from "../../kernel/types.ts";
import type { Answers } from "../../rules/types.ts";
import type { Home, Past, Resident } from "./interview.ts";

/**
 * The household as rules read it. `others`: people who were asked about and do not live there any more; their place in
 * the household is not known here.
 */
export function homeOf(household: Household, others: readonly PersonRow[] = []): Home {
  const members = household.members.map(({ person, relation }) => resident(person, relation, true));
  const present = new Set(members.map(({ id }) => id));
  const left = others.filter(({ id }) => !present.has(id)).map((person) => resident(person, "", false));
  return { id: household.id, members: [...members, ...left], past: pastOf(household) };
}

function resident(person: PersonRow, relation: string, is_member: boolean): Resident {
  const { id, sex, birth_date, birth_year, merged_into_id } = person;
  return { id, stands_for: merged_into_id ?? id, relation, is_member, sex, birth_date, birth_year };
}

/** Of each area and each subject the answers of the visit that ended last. */
function pastOf(household: Household): Past[] {
  const visits = new Map(household.assessments.map((visit) => [visit.id, visit]));
  const latest = new Map<string, Past & { readonly n: number }>();
  const offer = (past: Past & { readonly n: number }): void => {
    const key = `${past.area} ${past.subject}`;
    const before = latest.get(key);
    if (Object.keys(past.answers).length > 0 && (!before || isLater(past, before))) latest.set(key, past);
  };
  for (const { id, area, n, household: ofHousehold, persons } of household.answers) {
    const visit = visits.get(id);
    if (!visit) continue;
    const shared = { area, n, edition: visit.edition, ended_at: visit.ended_at };
    offer({ ...shared, subject: household.id, answers: ofHousehold as Answers });
    for (const [index, answers] of persons.entries()) {
      const subject: Id | undefined = visit.people[index];
      if (subject) offer({ ...shared, subject, answers: answers as Answers });
    }
  }
  return [...latest.values()];
}

function isLater(one: Past & { readonly n: number }, other: Past & { readonly n: number }): boolean {
  const difference = Date.parse(one.ended_at) - Date.parse(other.ended_at);
  // What was not sent yet (0) is newer than what the server numbered.
  return difference > 0 || (difference === 0 && (one.n || Infinity) > (other.n || Infinity));
}
