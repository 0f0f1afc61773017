// A notice as it is typed: whom it is about, what was told, by whom; the command RegisterNotice that it becomes.

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import { clean, cleanLines } from "../kernel/text.ts";
import type { Command, Id } from "../kernel/types.ts";
import type { Fields } from "../session/session.ts";
import { TEXT_LIMIT } from "./forms.ts";

/** `case_id` is the new case's own: sent twice, it is one case. An empty `person` is nobody of the registry. */
export interface Notice {
  readonly case_id: Id;
  channel: string;
  subject: string;
  name: string;
  person: Id;
  household: Id;
  others: string;
  what: string;
  where: string;
  isUrgent: boolean;
  urgent_why: string;
  isRestricted: boolean;
  reporter: string;
  reporter_contact: string;
  reporter_relation: string;
}

export function beginNotice(case_id: Id, household: Id): Notice {
  const told = { reporter: "", reporter_contact: "", reporter_relation: "" };
  return { case_id, channel: "", subject: "", name: "", person: "", household, others: "", what: "", where: "", isUrgent: false, urgent_why: "", isRestricted: false, ...told };
}

interface Participant {
  readonly name: string;
  readonly part: string;
  readonly person_id?: Id | null;
}

/** A notice as a command said it: to be corrected after it was refused. */
export function noticeFromCommand(command: Command): Notice {
  const text = (field: string): string => String(command[field] ?? "");
  const people = (command["people"] ?? []) as readonly Participant[];
  const about = people.find(({ part }) => part === "subject");
  return {
    ...{ case_id: text("case_id"), channel: text("channel"), subject: text("subject"), name: about?.name ?? "", person: about?.person_id ?? "" },
    ...{ household: text("household_id"), others: people.filter((one) => one !== about).map(({ name }) => name).join("\n") },
    ...{ what: text("what"), where: text("where"), isUrgent: command["is_urgent"] === true, urgent_why: text("urgent_why") },
    ...{ isRestricted: command["is_restricted_case"] === true, reporter: text("reporter") },
    ...{ reporter_contact: text("reporter_contact"), reporter_relation: text("reporter_relation") },
  };
}

/** What is wrong with a notice, by the field's id. */
export function problemsOfNotice(notice: Notice): Record<string, string> {
  const problems: Record<string, string> = {};
  // In the order of the form.
  if (!clean(notice.name)) problems["people"] = t("Scrieți un nume, sau cum îi spune lumea.");
  if (!notice.subject) problems["subject"] = t("Alegeți despre cine este.");
  if (!cleanLines(notice.what)) problems["what"] = explain("case_text_missing");
  else if ([...notice.what].length > TEXT_LIMIT) problems["what"] = explain("text_too_long", { limit: TEXT_LIMIT });
  if (!notice.channel) problems["channel"] = t("Alegeți cum ați aflat.");
  if (notice.isUrgent && !cleanLines(notice.urgent_why)) problems["urgent_why"] = t("Scrieți ce pericol este.");
  return problems;
}

/** The fields of `RegisterNotice` for a notice without problems. */
export function noticeFields(notice: Notice): Fields {
  const others = notice.others.split("\n").map(clean).filter(Boolean);
  return {
    ...{ case_id: notice.case_id, channel: notice.channel, subject: notice.subject, household_id: notice.household || null },
    people: [{ name: clean(notice.name), part: "subject", person_id: notice.person || null }, ...others.map((name) => ({ name, part: "other" }))],
    ...{ what: cleanLines(notice.what), where: clean(notice.where), is_urgent: notice.isUrgent },
    ...{ urgent_why: notice.isUrgent ? cleanLines(notice.urgent_why) : "", is_restricted_case: notice.isRestricted },
    ...{ reporter: clean(notice.reporter), reporter_contact: clean(notice.reporter_contact), reporter_relation: clean(notice.reporter_relation) },
    is_anonymous: clean(notice.reporter) === "",
  };
}
