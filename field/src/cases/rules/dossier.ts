// What the entries of a case say together: its plan in force, how its services go, where it stands.

import type { CaseEntryRow, Day, Id } from "../../kernel/types.ts";

/** A service of a plan (impreuna/cases/commands/planning.py). */
export interface PlanItem {
  readonly id: Id;
  readonly title: string;
  readonly service: string;
  readonly provider: string;
  readonly responsible_id: Id | null;
  readonly responsible: string;
  readonly starts_on: Day;
  readonly ends_on: Day;
  readonly frequency: string;
}

/** A service with how it goes: awaited, unchecked, not_started, running, stopped, finished. */
export interface Running {
  readonly item: PlanItem;
  readonly state: string;
  readonly lastCheck: CaseEntryRow | null;
}

export interface Plan {
  readonly entry: CaseEntryRow;
  readonly type: string;
  readonly starts_on: Day;
  readonly ends_on: Day;
  readonly items: readonly Running[];
}

interface DraftPlan {
  readonly type?: string;
  readonly starts_on?: Day;
  readonly ends_on?: Day;
  readonly items?: readonly PlanItem[];
}

/** The plan that the team works by: the last that was endorsed (impreuna/cases/rules/versions.py). `entries` the oldest first. */
export function planInForce(entries: readonly CaseEntryRow[], today: Day): Plan | null {
  const drafts = new Map(entries.filter(({ act }) => act === "DraftPlan").map((entry) => [entry.id, entry]));
  const words = new Map(entries.filter(({ act }) => act === "EndorseEntry").map((entry) => [entry.about_id, entry]));
  const endorsed = [...words].filter(([about, word]) => word.content["decision"] === "endorsed" && drafts.has(about ?? ""));
  const last = endorsed.sort(([, one], [, other]) => (one.recorded_at < other.recorded_at ? -1 : 1)).at(-1);
  const entry = last && drafts.get(last[0] ?? "");
  if (!entry) return null;
  const { type = "", starts_on = "", ends_on = "", items = [] } = entry.content as DraftPlan;
  return { entry, type, starts_on, ends_on, items: items.map((item) => runningOf(item, entries, today)) };
}

function runningOf(item: PlanItem, entries: readonly CaseEntryRow[], today: Day): Running {
  const checks = entries.filter(({ act, content }) => act === "CheckService" && content["item_id"] === item.id);
  const lastCheck = checks.at(-1) ?? null;
  if (!lastCheck) return { item, lastCheck, state: item.starts_on > today ? "awaited" : "unchecked" };
  const { started, state = "running" } = lastCheck.content as { started?: boolean; state?: string };
  return { item, lastCheck, state: started ? state : "not_started" };
}

/** The stage after an act that a tablet does; the same stage for most (impreuna/cases/rules/stages.py). */
export function stageAfter(stage: string, act: string, content: Readonly<Record<string, unknown>>): string {
  if (act === "RecordInitialEvaluation" && stage === "registered") return "evaluated";
  if (act === "CheckService" && stage === "planned" && content["started"] === true) return "in_services";
  return stage;
}
