// Acts in a case (impreuna/cases/commands): each is an entry of its dossier; a few move the case on.

import { clean, cleanLines } from "../../kernel/text.ts";
import type { CaseEntryRow, CasePersonRow, CaseRow, Command, Day, Id, Me, ObligationRow, Row, TaskRow } from "../../kernel/types.ts";
import { contentOf } from "../../cases/rules/acts.ts";
import { isMetAtOnce, metBy } from "../../cases/rules/due.ts";
import { stageAfter } from "../../cases/rules/dossier.ts";
import { fieldsOf, momentOf, type Effect, type Known } from "./effect.ts";

/** What of a command is not its entry's content (impreuna/cases/commands/dossier.py). */
const ENVELOPE = new Set(["kind", "id", "commune_id", "recorded_at", "happened_at", "case_id", "about_id", "late_reason"]);
/** Who told it is kept apart. */
const PROTECTED = new Set(["reporter", "reporter_contact", "reporter_relation"]);

interface Participant {
  readonly name: string;
  readonly part: string;
  readonly person_id?: Id | null;
  readonly birth_date?: Day | null;
}

interface Notice {
  readonly case_id: Id;
  readonly household_id?: Id | null;
  readonly people: readonly Participant[];
  readonly channel: string;
  readonly subject: string;
  readonly is_urgent?: boolean;
  readonly is_restricted_case?: boolean;
}

export const registerNotice: Effect = (command, { me }) => {
  const notice = fieldsOf<Notice>(command);
  const { case_id, channel, subject, people, household_id = null } = notice;
  const about = people.find(({ part }) => part === "subject");
  const row: CaseRow = {
    ...{ kind: "case", id: case_id, n: 0, household_id, person_id: about?.person_id ?? null, channel, subject },
    ...{ is_restricted: notice.is_restricted_case ?? false, is_urgent: notice.is_urgent ?? false },
    // The server numbers it.
    ...{ year: 0, number: 0, label: clean(about?.name ?? ""), stage: "registered", is_suspended: false },
    ...{ registered_at: command.recorded_at, registered_by: me.name, responsible_id: null, responsible: "" },
    ...{ ended_at: null, outcome: "" },
  };
  return [row, ...people.map((person, index) => participant(person, row, `${command.id}-${index}`)), entryOf(command, row, me)];
};

function participant({ name, part, person_id, birth_date }: Participant, { id, household_id }: CaseRow, own: Id): CasePersonRow {
  const known = { person_id: person_id ?? null, birth_date: birth_date ?? null };
  return { kind: "case_person", id: own, n: 0, case_id: id, household_id, name: clean(name), part, ...known };
}

/** An act in a case that is there: its entry, the case where it moves on, and what the act meets. */
export const keep: Effect = (command, known) => {
  const { case_id } = fieldsOf<{ case_id: Id }>(command);
  const row = known.row<CaseRow>("case", case_id);
  if (!row) return [];
  const entry = entryOf(command, row, known.me);
  const stage = stageAfter(row.stage, entry.act, entry.content);
  const moved: CaseRow[] = stage === row.stage ? [] : [{ ...row, stage }];
  return [entry, ...moved, ...met(entry, known)];
};

// What was due and is done stands there no more; the server may see it otherwise, and sends it again.
function met({ act, about_id, content, case_id }: CaseEntryRow, known: Known): Row[] {
  const open = known.about<ObligationRow>(case_id, "obligation");
  return metBy(act, { item_id: content["item_id"], about_id }, open).filter(isMetAtOnce).map((obligation) => ({ ...obligation, over: true }));
}

export const finishTask: Effect = (command, known) => {
  const { task_id } = fieldsOf<{ task_id: Id }>(command);
  const task = known.row<TaskRow>("task", task_id);
  return task ? [{ ...task, over: true } as TaskRow] : [];
};

function entryOf(command: Command, row: CaseRow, me: Me): CaseEntryRow {
  const { about_id, late_reason, area } = fieldsOf<{ about_id?: Id | null; late_reason?: string; area?: string }>(command);
  const said = Object.entries(contentOf(command.kind, command)).filter(([name]) => !ENVELOPE.has(name) && !PROTECTED.has(name));
  return {
    ...{ kind: "case_entry", id: command.id, n: 0, case_id: row.id, household_id: row.household_id, about_id: about_id ?? null },
    ...{ act: command.kind, area: area ?? "case", stated_at: momentOf(command), recorded_at: command.recorded_at },
    ...{ late_reason: cleanLines(late_reason ?? ""), author: me.name, author_id: me.user_id, role: me.role },
    content: Object.fromEntries(said),
  };
}
