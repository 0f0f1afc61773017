// A service given, as it is typed: what is wrong with it, and the command that it becomes
// (impreuna/services/rules/delivery.py).

import { explain } from "../i18n/reasons.ts";
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
}

export const NOTE_LIMIT = 2000;
const MOST = 1000;

export function beginDelivery(id: Id, today: Day): Delivery {
  return { id, code: "", person: "", day: today, quantity: "1", note: "" };
}

/** A delivery as a command said it: to be corrected after it was refused. */
export function deliveryFromCommand(command: Command): Delivery {
  const text = (field: string): string => String(command[field] ?? "");
  const rest = { quantity: text("quantity"), note: text("note") };
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

/** The fields of `RecordService` with the findings that it answers; the delivery is one that has no problems. */
export function serviceFields(household: Id, delivery: Delivery, offer: Offer): Fields {
  const person_id = delivery.person || null;
  return {
    ...{ household_id: household, service_id: delivery.id, person_id, code: offer.service.code },
    ...{ delivered_on: delivery.day, quantity: Number(delivery.quantity), note: delivery.note.trim() },
    finding_ids: answered(offer, person_id),
  };
}
