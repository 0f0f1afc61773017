// A service given, as it is typed: what is wrong with it, and the command that it becomes
// (impreuna/services/rules/delivery.py).

import { explain } from "../i18n/reasons.ts";
import { isEnded } from "../cases/rules/acts.ts";
import type { PlanItem } from "../cases/rules/dossier.ts";
import { numberOf } from "../cases/words.ts";
import type { CaseFile } from "../commune/cases.ts";
import { t } from "../i18n/i18n.ts";
import type { Command, Day, Id } from "../kernel/types.ts";
import type { Fields } from "../session/session.ts";
import { answered, type Offer } from "./offers.ts";
import { isDay } from "./times.ts";

/** A delivery as it is typed; an empty `person` is the whole household. `id` is the delivery's own. */
export interface Delivery {
  readonly id: Id;
  code: string;
  person: Id;
  day: string;
  quantity: string;
  note: string;
  /** The service of a case's plan that it is; empty for none. */
  item: Id;
}

/** A service of the plan of a case of the household. */
export interface Planned {
  readonly item: PlanItem;
  readonly file: CaseFile;
  /** "Consiliere pentru părinți (Cazul 12/2026)". */
  readonly words: string;
}

/** The services of the plans in force in the household's open cases. */
export function plannedIn(household: Id, cases: readonly CaseFile[]): Planned[] {
  const open = cases.filter(({ row }) => row.household_id === household && !isEnded(row.stage));
  return open.flatMap((file) => (file.plan?.items ?? []).map(({ item }) => ({ item, file, words: `${item.title} (${numberOf(file.row)})` })));
}

export const NOTE_LIMIT = 2000;
const MOST = 1000;

export function beginDelivery(id: Id, today: Day): Delivery {
  return { id, code: "", person: "", day: today, quantity: "1", note: "", item: "" };
}

/** A delivery as a command said it: to be corrected after it was refused. */
export function deliveryFromCommand(command: Command): Delivery {
  const text = (field: string): string => String(command[field] ?? "");
  const rest = { quantity: text("quantity"), note: text("note"), item: text("plan_item_id") };
  return { id: text("service_id"), code: text("code"), person: text("person_id"), day: text("delivered_on"), ...rest };
}

/** What is wrong, by the field's id. */
export function problemsOfDelivery({ code, day, quantity, note }: Delivery, today: Day): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!code) problems["service"] = t("Alegeți serviciul.");
  if (!isDay(day)) problems["delivered_on"] = t("Scrieți ziua, luna și anul.");
  else if (day > today || day < "2000") problems["delivered_on"] = explain("delivered_when");
  if (!/^\d{1,4}$/.test(quantity.trim()) || Number(quantity) < 1 || Number(quantity) > MOST) {
    problems["quantity"] = explain("service_quantity", { limit: MOST });
  }
  if (note.length > NOTE_LIMIT) problems["note"] = explain("text_too_long", { limit: NOTE_LIMIT });
  return problems;
}

/** The fields of `RecordService` with the findings that it answers; the delivery is one that has no problems, `planned` the
 * service of a plan that it is. */
export function serviceFields(household: Id, delivery: Delivery, offer: Offer, planned?: Planned): Fields {
  const person_id = delivery.person || null;
  return {
    ...{ household_id: household, service_id: delivery.id, person_id, code: offer.service.code },
    ...{ delivered_on: delivery.day, quantity: Number(delivery.quantity), note: delivery.note.trim() },
    ...{ finding_ids: answered(offer, person_id), case_id: planned?.file.id ?? null, plan_item_id: planned?.item.id ?? null },
  };
}
