// What is due in a case: in words, how long there is, and which acts meet it. When it is due, the server works out.

import { counted, t } from "../../i18n/i18n.ts";
import { dayOf, daysBetween } from "../../kernel/time.ts";
import type { Day, Moment, ObligationRow } from "../../kernel/types.ts";
import { say, type Words } from "../../nomenclature/content.ts";
import file from "./obligations.json" with { type: "json" };

interface Known extends Words {
  readonly todo: Words;
  readonly article: string;
  readonly met_by: readonly string[];
}

const KNOWN: Readonly<Record<string, Known>> = file;
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

/** The acts that meet it, in the order of the alphabet. */
export function actsFor(code: string): readonly string[] {
  return KNOWN[code]?.met_by ?? [];
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

/** Of what is due in a case, what the act `kind` meets. `items` are the services of the plan. */
export function metBy<O extends Pick<ObligationRow, "code" | "key">>(kind: string, about: About, open: readonly O[], items: readonly string[]): O[] {
  return open.filter(({ code, key }) => {
    if (!actsFor(code).includes(kind)) return false;
    const item = items.find((id) => key.includes(id));
    return item === undefined || item === about.item_id;
  });
}
