// Stores for tests, and a small household that nobody has.

import type { Command, Row } from "../../kernel/types.ts";
import { enrolledTablet, type Tablet } from "../../vault/testing/vaults.ts";
import type { OpenVault } from "../../vault/types.ts";
import { openStore } from "../store.ts";
import type { Cursor, Store } from "../types.ts";

export const HOUSEHOLD = "0197a1a0-0000-7000-8000-0000000000a1";
export const PERSON = "0197a1a0-0000-7000-8000-0000000000b1";

export const household = (n: number, street = "Strada Morii", id = HOUSEHOLD): Row =>
  ({ kind: "household", id, n, village_id: 1, street, number: "4", label: "Zăvoianu" }) as Row;

export const person = (n: number, last = "Zăvoianu", id = PERSON): Row =>
  ({ kind: "person", id, n, last_name: last, first_name: "Ștefana", identity: "6990101991239" }) as Row;

export const membership = (n: number, at = HOUSEHOLD): Row =>
  ({ kind: "membership", id: "0197a1a0-0000-7000-8000-0000000000c1", n, household_id: at, person_id: PERSON }) as Row;

export const note = (n: number, text = "Plânge des, spune vecina.", at: string | null = HOUSEHOLD): Row =>
  ({ kind: "note", id: "0197a1a0-0000-7000-8000-0000000000d1", n, household_id: at, text }) as Row;

export const answers = (n: number, area: string): Row =>
  ({ kind: "answers", id: "0197a1a0-0000-7000-8000-0000000000e1", n, area, household_id: HOUSEHOLD }) as Row;

export const cursor = (after: number, round = 1): Cursor => ({ view: "v1", after, head: "ab", page: null, round });

export const command = (id: string, fields: Record<string, unknown> = {}): Command => ({
  kind: "WriteNote",
  id,
  commune_id: 7,
  recorded_at: "2026-11-02T08:00:00.000Z",
  ...fields,
});

/** The store of a vault on a tablet, read whole. */
export async function storeOf(tablet: Tablet, vault: OpenVault): Promise<Store> {
  const opening = await openStore(vault, { indexedDB: tablet.factory, now: tablet.clock.now });
  if (opening.state !== "open") throw new Error(opening.state);
  await opening.store.loadRest();
  return opening.store;
}

export type Kept = Tablet & { readonly vault: OpenVault; readonly store: Store };

/** A tablet with one vault and its store. */
export async function newStore(): Promise<Kept> {
  const tablet = await enrolledTablet();
  return { ...tablet, store: await storeOf(tablet, tablet.vault) };
}

/** The same tablet after a restart. */
export async function restarted(kept: Kept): Promise<Store> {
  kept.store.close();
  return storeOf(kept, kept.vault);
}
