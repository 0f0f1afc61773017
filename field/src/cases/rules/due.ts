// What is due in a case: in words, how long there is, and which acts meet it. When it is due, the server works out.

import { counted, t } from "../../i18n/i18n.ts";
import { dayOf, daysBetween } from "../../kernel/time.ts";
import type { Day, Moment, ObligationRow } from "../../kernel/types.ts";
import { say, type Words } from "../../nomenclature/content.ts";
import file from "./obligations.json" with { type: "json" };

interface Known extends Words {
  readonly todo: Words;
  readonly article: string;
  /** By act, whether any such act meets it, one that answers what raised it, or one about the same service. */
  readonly met_by: Readonly<Record<string, string>>;
  /** How many acts it takes. */
  readonly steps: number;
}

const KNOWN = file as unknown as Readonly<Record<string, Known>>;
const HOUR = 3_600_000;
/** Closer than this it is told in hours. */
const IN_HOURS = 48 * HOUR;

/** What has to be done: "Scrieți raportul de evaluare inițială."; the code where this version does not know it. */
export function todoOf(code: string): string {
  return say(KNOWN[code]?.todo) || code;
}

/** What the obligation is called: "Raportul de evaluare inițială". */
export function obligationInWords(code: string): string {
  return say(KNOWN[code]) || code;
}

/** The article of the law: "O 3.6". */
export function articleOfObligation(code: string): string {
  return KNOWN[code]?.article ?? "";
}

/** The acts that meet it, in their order. */
export function actsFor(code: string): readonly string[] {
  return Object.keys(KNOWN[code]?.met_by ?? {});
}

type Due = Pick<ObligationRow, "due_at" | "code">;

export function isLate({ due_at }: Due, now: Date): boolean {
  return Date.parse(due_at) < now.getTime();
}

/** How long there is, or how late it is: "mai sunt 5 ore", "termen depășit de 2 zile". */
export function timeLeft(due_at: Moment, now: Date): string {
  const left = Date.parse(due_at) - now.getTime();
  const days = daysBetween(dayOf(now), dayOf(due_at));
  const hours = Math.floor(Math.abs(left) / HOUR);
  if (Math.abs(left) < IN_HOURS && Math.abs(days) < 2) return ahead(left < 0, hours, "oră", "ore", t("mai puțin de o oră"));
  return ahead(left < 0, Math.abs(days), "zi", "zile", "");
}

// "termen depășit de 3 ore", "mai este 1 zi"; `none` where there is less than one.
function ahead(isLate: boolean, number: number, one: string, many: string, none: string): string {
  const time = number === 0 ? none : counted(number, one, many);
  if (isLate) return t("termen depășit de {time}", { time });
  return number <= 1 ? t("mai este {time}", { time }) : t("mai sunt {time}", { time });
}

/** How late or near a task for `due_on` is: "azi", "mai sunt 3 zile", "termen depășit de o zi". */
export function daysLeft(due_on: Day, today: Day): string {
  const days = daysBetween(today, due_on);
  return days === 0 ? t("azi") : ahead(days < 0, Math.abs(days), "zi", "zile", "");
}

/** Whom or what an act speaks of besides its case: an obligation of another service or paper is not met by it. */
export interface About {
  readonly item_id?: unknown;
  readonly about_id?: unknown;
}

type Raised = Pick<ObligationRow, "code" | "key">;

/** Of what is due in a case, what the act `kind` is a step of. Its key holds what raised it, and the service of the plan. */
export function metBy<O extends Raised>(kind: string, { about_id, item_id }: About, open: readonly O[]): O[] {
  return open.filter(({ code, key }) => {
    const match = KNOWN[code]?.met_by[kind];
    if (match === undefined) return false;
    const needed = match === "about" ? about_id : match === "item" ? item_id : "";
    return typeof needed === "string" && key.includes(needed);
  });
}

/** Whether one act meets it. */
export function isMetAtOnce({ code }: Pick<Raised, "code">): boolean {
  return KNOWN[code]?.steps === 1;
}
