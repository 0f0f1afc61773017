// A meeting of the team about one case as it is typed, and the two commands that it becomes: the meeting with who came,
// and what was said and decided about the case (Order 288/2006 std. 5.5).

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import { clean, cleanLines } from "../kernel/text.ts";
import { dayOf } from "../kernel/time.ts";
import type { CaseMemberRow, Id } from "../kernel/types.ts";
import { noSuchDay, readDay } from "../pages/registry/typing.ts";
import type { Fields } from "../session/session.ts";
import { clockOf, momentAt } from "../visits/times.ts";

export interface Meeting {
  readonly id: Id;
  readonly task: Id;
  day: string;
  clock: string;
  place: string;
  present: readonly string[];
  family: readonly string[];
  discussed: string;
  decision: string;
  assigned: Id;
  due: string;
}

/** A meeting that was just now; who writes it down, `me`, was there. */
export function beginMeeting(id: Id, task: Id, now: Date, me: Id): Meeting {
  return { ...{ id, task, day: dayOf(now), clock: clockOf(now), place: "", present: [me], family: [] }, ...{ discussed: "", decision: "", assigned: "", due: "" } };
}

/** What is wrong, by the field's id. */
export function problemsOfMeeting(meeting: Meeting, now: Date): Record<string, string> {
  const problems: Record<string, string> = {};
  const at = momentAt(readDay(meeting.day) ?? "", meeting.clock);
  if (!at) problems["day"] = noSuchDay();
  else if (Date.parse(at) > now.getTime() + 60_000) problems["day"] = explain("stated_when");
  if (!clean(meeting.place)) problems["place"] = t("Completați acest rând.");
  if (meeting.present.length === 0) problems["present"] = t("Alegeți cine a venit.");
  if (!cleanLines(meeting.discussed)) problems["discussed"] = explain("case_text_missing");
  if (clean(meeting.decision)) {
    if (!meeting.assigned) problems["assigned"] = t("Alegeți cine face.");
    if (!readDay(meeting.due)) problems["due"] = noSuchDay();
  }
  return problems;
}

/** Somebody who was called: of the team, or this tablet's person. */
export interface Called {
  readonly user_id: Id;
  readonly name: string;
  readonly part: string;
}

/** Those with an account in the team, each once, and this tablet's person. */
export function calledTo(members: readonly CaseMemberRow[], me: Called): Called[] {
  const others = members.flatMap(({ user_id, name, function: part }) => (user_id && user_id !== me.user_id ? [{ user_id, name, part }] : []));
  return [me, ...others.filter((one, index) => others.findIndex(({ user_id }) => user_id === one.user_id) === index)];
}

/** The fields of `HoldMeeting` for a meeting without problems. */
export function heldFields(meeting: Meeting, called: readonly Called[]): Fields {
  const attendance = called.map(({ user_id, name, part }) => ({ name, part, user_id, is_present: meeting.present.includes(user_id) }));
  const held_at = momentAt(readDay(meeting.day) ?? "", meeting.clock);
  return { meeting_id: meeting.id, meeting_kind: "team", held_at, place: clean(meeting.place), attendance, minutes: cleanLines(meeting.discussed) };
}

/** The fields of `DiscussInMeeting`. */
export function discussedFields(case_id: Id, meeting: Meeting): Fields {
  const title = clean(meeting.decision);
  const decision = { task_id: meeting.task, title, assigned_to_id: meeting.assigned, due_on: readDay(meeting.due) };
  return {
    ...{ case_id, meeting_id: meeting.id, discussed: cleanLines(meeting.discussed), decisions: title ? [decision] : [] },
    ...{ family_came: meeting.family.includes("family"), child_came: meeting.family.includes("child") },
  };
}
