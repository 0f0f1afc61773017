// What cannot wait for its turn when there is a connection for a moment only. Data: to change what is urgent, change
// this table.

import type { Command } from "../kernel/types.ts";

/** Answers to a question that make an interview urgent. */
const ANSWERS: Readonly<Record<string, readonly number[]>> = {
  // an emergency seen in the house: children in danger, violence, illness, no shelter, a roof that falls, suicide
  G08: [1, 2, 3, 4, 5, 6, 7],
  // violence in the family: suspected, told, with immediate risk
  F01: [2, 3, 4],
};

/** By kind of command, the values of fields of which one makes it urgent; with none it always is. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  WriteNote: { note_area: "protection" },
  PlanVisit: { purpose: "urgent" },
  RecordVisit: { purpose: "urgent" },
  // violence and abuse are restricted
  RegisterNotice: { is_urgent: true, is_restricted_case: true },
  RecordEmergency: {},
  NotifyAuthority: {},
  ReportProblem: { is_urgent: true },
};

/** Whether somebody may be in danger while this waits. */
export function isUrgent(command: Command): boolean {
  const fields = FIELDS[command.kind];
  if (fields) return isAny(Object.entries(fields), ([name, value]) => command[name] === value);
  return command.kind === "RecordAssessment" && answersOf(command).some(isAlarm);
}

function isAny<T>(all: readonly T[], test: (one: T) => boolean): boolean {
  return all.length === 0 || all.some(test);
}

type Answers = Readonly<Record<string, unknown>>;

function answersOf(command: Command): Answers[] {
  const { household, persons } = command as Command & { household?: Answers; persons?: readonly Answers[] };
  return [household ?? {}, ...(persons ?? [])];
}

function isAlarm(answers: Answers): boolean {
  return Object.entries(ANSWERS).some(([code, alarming]) => {
    const answer = answers[code];
    return (Array.isArray(answer) ? answer : [answer]).some((one) => alarming.includes(one as number));
  });
}
