// Households as points: which have a place, how they stand, which are near.

import type { Household } from "../../commune/views.ts";
import { metresBetween, placeOf, type Place } from "../../visits/distance.ts";
import { hasOpenFindings } from "./listing.ts";

export interface Placed {
  readonly household: Household;
  readonly place: Place;
  /** Metres from where the tablet is; null while nobody asked. */
  readonly away: number | null;
}

export type Standing = "grave" | "unvisited" | "findings" | "calm";

/** How a household stands on the map: the gravest thing first. */
export function standingOf(household: Household): Standing {
  if (household.findings.some(({ state, severity }) => severity >= 3 && (state === "proposed" || state === "confirmed"))) return "grave";
  if (household.lastVisit === null || household.row.dwelling_state === "not_visited") return "unvisited";
  return hasOpenFindings(household) ? "findings" : "calm";
}

/** The households that have a place; the nearest first when it is known where one is. */
export function placed(households: readonly Household[], here: Place | null): Placed[] {
  const found = households.flatMap((household) => {
    const place = placeOf(household.row);
    return place ? [{ household, place, away: here && metresBetween(here, place) }] : [];
  });
  return here ? found.sort((one, other) => one.away! - other.away!) : found;
}
