// The list of households as it is narrowed down: by village, by what is to be done there, by what was typed.

import { fold } from "../../kernel/text.ts";
import type { Household, Hit } from "../../commune/views.ts";
import type { Commune } from "../../session/session.ts";

/** What a household is looked for by, beside its village; "" is any. */
export type Wanted = "" | "unvisited" | "unsent" | "findings" | "conflicts";

export interface Filter {
  /** The village's id; "" is any. */
  readonly village: string;
  readonly wanted: Wanted;
}

/** Whether there is a vulnerability that nobody has settled yet. */
export function hasOpenFindings({ findings }: Household): boolean {
  return findings.some(({ state }) => state === "proposed" || state === "confirmed");
}

const TESTS: Readonly<Record<Wanted, (household: Household) => boolean>> = {
  "": () => true,
  unvisited: ({ row, lastVisit }) => row.dwelling_state === "not_visited" || lastVisit === null,
  unsent: ({ unsent }) => unsent > 0,
  findings: hasOpenFindings,
  conflicts: ({ conflicts }) => conflicts.length > 0,
};

/** Whether a household fits the filter. */
export function fits(household: Household, { village, wanted }: Filter): boolean {
  return (village === "" || String(household.row.village_id) === village) && TESTS[wanted](household);
}

/** The households to show: all that fit, or those that the typed words find. */
export function listed(commune: Pick<Commune, "households" | "search">, typed: string, filter: Filter): Hit[] {
  const found = fold(typed) === "" ? commune.households().map((household) => ({ household, member: null })) : commune.search(typed, MOST);
  return found.filter(({ household }) => fits(household, filter));
}

const MOST = 200;
