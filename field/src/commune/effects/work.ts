// Notes, visits, services, photos and signatures (impreuna/registry, impreuna/services): all are additions.

import { clean, cleanLines } from "../../kernel/text.ts";
import type { AttachmentRow, Id, NoteRow, PlannedVisitRow, Row, ServiceRow, VisitRow } from "../../kernel/types.ts";
import { fieldsOf, type Effect } from "./effect.ts";

type FieldsOf<R extends Row> = Omit<R, keyof Row>;

export const writeNote: Effect = (command, known) => {
  const fields = fieldsOf<{ note_area: string; text: string; household_id?: Id; person_id?: Id }>(command);
  const note: NoteRow = {
    ...{ kind: "note", id: command.id, n: 0 },
    ...{ household_id: fields.household_id ?? null, person_id: fields.person_id ?? null },
    ...{ area: fields.note_area, text: cleanLines(fields.text) },
    ...{ author: known.me.name, written_at: command.recorded_at },
  };
  return [note];
};

export const planVisit: Effect = (command, { me }) => {
  const fields = fieldsOf<FieldsOf<PlannedVisitRow> & { visit_id: Id }>(command);
  const { household_id, planned_on, purpose } = fields;
  const planned: PlannedVisitRow = {
    ...{ kind: "planned_visit", id: fields.visit_id, n: 0, household_id, planned_on, purpose },
    ...{ note: clean(fields.note ?? ""), planned_by: me.name, planned_by_id: me.user_id },
    ...{ state: "planned", ended_reason: "" },
  };
  return [planned];
};

export const callOffVisit: Effect = (command, known) => {
  const { visit_id, reason } = fieldsOf<{ visit_id: Id; reason: string }>(command);
  const planned = known.row<PlannedVisitRow>("planned_visit", visit_id);
  return planned ? [{ ...planned, state: "called_off", ended_reason: clean(reason) } as PlannedVisitRow] : [];
};

export const recordVisit: Effect = (command, known) => {
  const fields = fieldsOf<FieldsOf<VisitRow> & { visit_id: Id }>(command);
  const { household_id, started_at, ended_at, purpose, outcome } = fields;
  const visit: VisitRow = {
    ...{ kind: "visit", id: fields.visit_id, n: 0, household_id, started_at, ended_at, purpose, outcome },
    ...{ planned_id: fields.planned_id ?? null, present: fields.present ?? [], report: cleanLines(fields.report ?? "") },
    ...{ area: fields.area ?? "household", ...authorOf(known.me), author_id: known.me.user_id },
  };
  const planned = fields.planned_id && known.row<PlannedVisitRow>("planned_visit", fields.planned_id);
  return planned && planned.state === "planned" ? [visit, { ...planned, state: "done" } as PlannedVisitRow] : [visit];
};

export const recordService: Effect = (command, known) => {
  const fields = fieldsOf<FieldsOf<ServiceRow> & { service_id: Id }>(command);
  const { household_id, code, delivered_on } = fields;
  const service: ServiceRow = {
    ...{ kind: "service", id: fields.service_id, n: 0, household_id, code, delivered_on },
    ...{ person_id: fields.person_id ?? null, quantity: fields.quantity ?? 1, note: cleanLines(fields.note ?? "") },
    // The server takes the area from the list; the row that comes has it.
    ...{ area: fields.area ?? "household", finding_ids: fields.finding_ids ?? [], ...authorOf(known.me) },
    ...{ case_id: fields.case_id ?? null, plan_item_id: fields.plan_item_id ?? null },
  };
  return [service];
};

export const attachFile: Effect = (command, known) => {
  const fields = fieldsOf<FieldsOf<AttachmentRow> & { attachment_id: Id }>(command);
  const { household_id, what, digest, size, media_type, taken_at } = fields;
  const attachment: AttachmentRow = {
    ...{ kind: "attachment", id: fields.attachment_id, n: 0, household_id, what, digest, size, media_type, taken_at },
    ...{ visit_id: fields.visit_id ?? null, person_id: fields.person_id ?? null, caption: clean(fields.caption ?? "") },
    ...{ area: fields.area ?? "household", author: known.me.name, is_complete: false },
  };
  return [attachment];
};

function authorOf({ name, role }: { name: string; role: string }): { author: string; role: string } {
  return { author: name, role };
}
