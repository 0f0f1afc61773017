// Which services one may record for a household, and which of them answer what was found there.

import type { Household } from "../commune/views.ts";
import { wordsOf } from "../kernel/text.ts";
import type { FindingRow, Id } from "../kernel/types.ts";
import { say, type Service } from "../nomenclature/content.ts";
import type { Lists } from "../nomenclature/lists.ts";
import type { Session } from "../session/session.ts";
import delivery from "./delivery.json" with { type: "json" };

/** Of the person who records: the role, and in which areas of data it reads and writes. */
export interface Giver {
  readonly role: string;
  reads(area: string): boolean;
  writes(area: string): boolean;
}

/** The person of an open session. */
export function giverOf(session: Pick<Session, "me" | "reads" | "writes">): Giver {
  return { role: session.me.role, reads: (area) => session.reads(area), writes: (area) => session.writes(area) };
}

/** A service with what it would answer here. */
export interface Offer {
  readonly service: Service;
  readonly answers: readonly FindingRow[];
  /** Whether it is one's own to record: another profession's is shown, and who gives it. */
  readonly isOwn: boolean;
}

// Areas of data for each area of vulnerability, the closest first, and whose services a role gives: printed from the
// server's own tables (impreuna/services/rules/delivery.py).
const VEILS: Readonly<Record<string, readonly string[]>> = delivery.veils;
const UNDER: Readonly<Record<string, string>> = delivery.under;

/** The areas of data in one of which a delivery of the service lies, the closest first. */
export function veilsOf(service: Service): readonly string[] {
  return VEILS[service.area] ?? ["household"];
}

/** Whether the service is one's own to record: one of the own profession, in an area of which one sees rows. */
export function isOwn(service: Service, giver: Giver): boolean {
  const profession = UNDER[giver.role] ?? giver.role;
  return service.role === profession && veilsOf(service).some((area) => giver.writes(area) || giver.reads(area));
}

/** All services for a household: own ones that answer a confirmed finding first, then the other own ones, then the rest. */
export function offers(lists: Lists, household: Household, giver: Giver): Offer[] {
  const confirmed = household.findings.filter(({ state }) => state === "confirmed");
  const answering = (code: string): FindingRow[] =>
    confirmed.filter((finding) => lists.wordsOf(finding.edition).vulnerability(finding.code)?.services.includes(code));
  const all = lists.services.map((service): Offer => {
    return { service, answers: answering(service.code), isOwn: isOwn(service, giver) };
  });
  return all.sort((one, other) => rank(one) - rank(other));
}

function rank({ isOwn, answers }: Offer): number {
  if (!isOwn) return 1000;
  return answers.length > 0 ? -answers.length : 100;
}

/** The offers whose code, name or other words contain the beginning of every word typed. */
export function searched(all: readonly Offer[], typed: string): Offer[] {
  const wanted = wordsOf(typed);
  return all.filter(({ service }) => {
    const words = wordsOf(`${service.code} ${service.code.replace("-", "")} ${say(service.text)} ${say(service.unit)}`);
    return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)));
  });
}

/** The findings that a service given to `person` (null: the household) answers. */
export function answered({ answers }: Offer, person: Id | null): Id[] {
  return answers.filter((finding) => !finding.is_person || finding.subject_id === person).map(({ id }) => id);
}
