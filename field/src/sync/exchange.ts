// One whole exchange with the server: what waits goes first, then what is new comes, then both sides compare, and
// pictures go last.

import type { Outside } from "../kernel/outside.ts";
import type { DepartureRow, Moment } from "../kernel/types.ts";
import type { Lists } from "../nomenclature/lists.ts";
import { roomOn } from "../store/quota.ts";
import type { Applied, RowKey, Store } from "../store/types.ts";
import { sendFiles, unsentFiles } from "./attachments.ts";
import { heal } from "./heal.ts";
import { fetchLists } from "./lists.ts";
import type { Header, Pulled } from "./pages.ts";
import { pull } from "./pull.ts";
import { push, type Pushed, type Standing } from "./push.ts";
import type { Wire } from "./wire.ts";

/** Both sides compare at most this often, in milliseconds. */
const COMPARE_EVERY = 24 * 60 * 60_000;
/** So often the comparison starts again when the server moves on meanwhile. */
const COMPARE_TRIES = 3;

/** What the session is told as the exchange goes on. */
export interface Told {
  state(state: "sending" | "fetching"): void;
  /** The server said its time, and for how long it trusts this tablet, where it says so. */
  heard(serverTime: Moment, leaseDays: number | null): Promise<void>;
  outboxChanged(): void;
  rowsChanged(applied: Applied): void;
  fetched(page: Pulled): void;
  listsChanged(lists: Lists): void;
  leftBehind(departures: readonly DepartureRow[]): RowKey[];
}

export interface Exchanged {
  readonly notUnderstood: number;
  /** How many rows the comparison put right; null when there was none. */
  readonly righted: number | null;
}

export interface Exchanging {
  readonly wire: Wire;
  readonly store: Store;
  readonly outside: Pick<Outside, "now" | "storage" | "version">;
  readonly told: Told;
  /** Compares whenever the last comparison was. */
  readonly isCheck: boolean;
}

/** Rejects with `Trouble`: what was done until then is kept. */
export async function exchange(exchanging: Exchanging): Promise<Exchanged> {
  const { store, told } = exchanging;
  let pushed = await send(exchanging);
  told.state("fetching");
  await fetch(exchanging);
  // A server that went back to a backup gets again what it may have lost.
  if (store.outbox.waiting.length > pushed.notUnderstood) {
    pushed = await send(exchanging);
    await fetch(exchanging);
  }
  const righted = await compare(exchanging);
  // The server says of each picture in its row that it is whole.
  if ((await sendFiles(exchanging.wire, store)) > 0) await fetch(exchanging);
  await store.outbox.prune(store.meta.get("cursor")?.after ?? 0);
  await store.files.prune((await roomOn(exchanging.outside.storage)).state !== "enough");
  return { notUnderstood: pushed.notUnderstood, righted };
}

async function send({ wire, store, outside, told }: Exchanging): Promise<Pushed> {
  if (store.outbox.waiting.length > 0) told.state("sending");
  return push({
    ...{ wire, store, version: outside.version, now: outside.now },
    standing: () => standingOf(store, outside),
    settled: async (serverTime) => {
      told.outboxChanged();
      await told.heard(serverTime, null);
    },
  });
}

async function fetch({ wire, store, told }: Exchanging): Promise<void> {
  let header: Header | undefined;
  await pull({
    ...{ wire, store },
    answered: (answered) => (header = answered),
    applied: (applied, page) => {
      told.rowsChanged(applied);
      told.fetched(page);
    },
    leftBehind: (departures) => told.leftBehind(departures),
  });
  if (!header) return;
  await told.heard(header.server_time, header.lease_days);
  const lists = await fetchLists(wire, store.meta, header.lists);
  if (lists) told.listsChanged(lists);
}

async function compare({ wire, store, outside, told, isCheck }: Exchanging): Promise<number | null> {
  const settings = store.meta.get("settings") ?? {};
  const last = Number(settings["comparedAt"] ?? 0);
  const isDue = isCheck || store.damaged.length > 0 || Math.abs(outside.now() - last) > COMPARE_EVERY;
  if (!isDue) return null;
  for (let tries = 0; tries < COMPARE_TRIES; tries += 1) {
    const righted = await heal({ wire, store, applied: (applied) => told.rowsChanged(applied) });
    if (typeof righted === "number") {
      await store.meta.set({ settings: { ...store.meta.get("settings"), comparedAt: outside.now() } });
      return righted;
    }
    await fetch({ wire, store, outside, told, isCheck });
  }
  return null;
}

async function standingOf(store: Store, outside: Pick<Outside, "storage">): Promise<Standing> {
  const { waiting } = store.outbox;
  const room = await roomOn(outside.storage);
  return {
    unsent: waiting.length,
    oldest_unsent_at: waiting[0]?.envelope.command.recorded_at ?? null,
    attachments_waiting: unsentFiles(store).length,
    storage_used: room.used,
    storage_quota: room.quota,
    persisted: room.persisted,
  };
}
