// The sentence that a family signs. It tells nothing of what was found: whoever stands by may read it.

import type { Household } from "../commune/views.ts";
import { inWords, t } from "../i18n/i18n.ts";
import { dayOf } from "../kernel/time.ts";
import type { Day, Me, VisitRow } from "../kernel/types.ts";
import { clockOf } from "./times.ts";

/** What is signed: that the visit took place, or, of no visit, that they spoke on `today`; and the next visit agreed. */
export function statement(household: Household, visit: VisitRow | undefined, me: Pick<Me, "name" | "role_name">, today: Day): string {
  const who = `${visit?.author ?? me.name}, ${me.role_name}`;
  const spoken = visit
    ? t("La {day}, între {from} și {until}, am fost vizitați de {who}.", { day: inWords(visit.started_at), from: hourOf(visit.started_at), until: hourOf(visit.ended_at), who })
    : t("La {day} am stat de vorbă cu {who}.", { day: inWords(today), who });
  const [next] = household.planned.filter(({ state, planned_on }) => state === "planned" && planned_on >= dayOf(visit?.ended_at ?? `${today}T12:00:00Z`));
  return next ? `${spoken} ${t("Am convenit vizita următoare la {day}.", { day: inWords(next.planned_on) })}` : spoken;
}

function hourOf(moment: string): string {
  return clockOf(new Date(moment));
}
