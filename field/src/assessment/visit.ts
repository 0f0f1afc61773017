// The end of an interview: when the visit was, whether the record says anything, and the fields of its command. The
// twin of impreuna/assessment/rules/visits.py and of the checks of impreuna/assessment/commands/record.py.

import type { Day, Id, Moment } from "../kernel/types.ts";
import type { Refusal } from "../nomenclature/answers.ts";
import type { Sitting } from "./sitting.ts";
import { clashes, problems, type Problem } from "./rules/answering.ts";

/** Questions whose answers stand on the visit itself. */
export const [PURPOSE, OUTCOME, CONCLUSION] = ["G02", "G03", "Z03"] as const;
// Nobody at home, refusal, vacant dwelling, moved away.
const WITHOUT_ANSWERS = [3, 4, 5, 6];
const TOLERATED_CLOCK_DRIFT = 24 * 3_600_000;

/** When the visit was, as moments. */
export interface Times {
  readonly started_at: Moment;
  readonly ended_at: Moment;
}

/** The fields of `RecordAssessment`. People of whom nothing was asked are left out. */
export function fieldsOf(sitting: Sitting, id: Id, times: Times): Readonly<Record<string, unknown>> {
  const { people, household, persons } = sitting.asked;
  const told = people
    .map((person, index) => ({ person, answers: persons[index]! }))
    .filter(({ answers }) => Object.keys(answers).length > 0);
  return {
    household_id: sitting.table.home.id,
    assessment_id: id,
    edition: sitting.edition.number,
    ...times,
    people: told.map(({ person }) => person),
    household,
    persons: told.map(({ answers }) => answers),
  };
}

/** Why the server would refuse this interview, each with its field; empty when it would not. */
export function refusals(sitting: Sitting, times: Times, now: Date): Problem[] {
  const { started_at, ended_at } = times;
  const wrong: Problem[] = [];
  const add = (field: string, reason: string, facts: Refusal["facts"] = {}): void => void wrong.push({ field, reason, facts });
  if (Date.parse(ended_at) < Date.parse(started_at)) add("ended_at", "visit_times");
  if (Date.parse(ended_at) > now.getTime() + TOLERATED_CLOCK_DRIFT) add("ended_at", "visit_in_future");
  if (started_at < "2000") add("started_at", "visit_times");
  wrong.push(...problems(sitting.edition, sitting.asked, sitting.table.rights.writes));
  wrong.push(...clashes(sitting.edition, sitting.reading, sitting.asked));
  if (isEmpty(sitting)) add(`household.${OUTCOME}`, "empty_assessment");
  return wrong;
}

/** Whether the record says nothing, although somebody could have been interviewed. */
function isEmpty({ asked }: Sitting): boolean {
  const outcome = asked.household[OUTCOME];
  if (typeof outcome === "number" && WITHOUT_ANSWERS.includes(outcome)) return false;
  const answered = [asked.household, ...asked.persons].flatMap(Object.keys);
  return answered.every((code) => code === PURPOSE || code === OUTCOME || code === CONCLUSION);
}

/** Hour and minute as people write them (16:40, 16.40, 1640, 16) as "16:40"; null for what is no hour. */
export function hourIn(text: string): string | null {
  const match = /^(\d{1,2})[:.,h ]?(\d{2})?$/.exec(text.trim());
  const [hour, minute] = match ? [Number(match[1]), Number(match[2] ?? 0)] : [24, 0];
  return hour > 23 || minute > 59 ? null : `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Bucharest", hour: "2-digit", minute: "2-digit" });

/** The hour and minute of a moment in Romania: "16:42". */
export function clockOf(moment: Moment | Date): string {
  return CLOCK.format(new Date(moment));
}

/** The moment at which it is `hour` on `day` in Romania. */
export function momentAt(day: Day, hour: string): Moment {
  const asIfUtc = Date.parse(`${day}T${hour}:00Z`);
  // Romania is two or three hours ahead; the one at which the clock there shows the hour is right.
  const ahead = [2, 3].find((hours) => clockOf(new Date(asIfUtc - hours * 3_600_000)) === hour) ?? 2;
  return new Date(asIfUtc - ahead * 3_600_000).toISOString();
}
