// What lies on a tablet's disk, read by its own store after the application is gone; and what the server says of it.

import { Life } from "./life.ts";
import { ahead } from "./net.ts";
import { PASSPHRASE, PORTS, type Draft, type Id } from "./client.ts";
import type { Row } from "../../../field/src/kernel/types.ts";
import { keyOf } from "../../../field/src/store/boxes.ts";
import { openStore } from "../../../field/src/store/store.ts";
import type { Store } from "../../../field/src/store/types.ts";
import { openDirectory } from "../../../field/src/vault/directory.ts";
import { Vaults } from "../../../field/src/vault/vault.ts";
import type { Tablet } from "./tablet.ts";

export interface Inside {
  /** The commands that were not sent, with their kinds; the ids of those that the server refused. */
  readonly waiting: ReadonlyMap<Id, string>;
  readonly cards: ReadonlySet<Id>;
  /** The ids of all commands that are kept, sent ones among them. */
  readonly all: ReadonlySet<Id>;
  readonly drafts: readonly Draft[];
  /** The texts of notes that are commands here. */
  readonly notes: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** Opens the tablet's store without its application; undefined when there is none. */
export async function lookInside(tablet: Tablet): Promise<Inside | undefined> {
  const { indexedDB } = tablet.outside(new Life());
  const opening = await openDirectory(indexedDB);
  if (opening.state !== "open") throw new Error(`the directory is ${opening.state}`);
  try {
    const [entry] = await opening.directory.list();
    if (!entry) return undefined;
    // The clock of a moment at which the tablet was surely allowed to open.
    const now = (): Date => new Date(entry.known.contactClock);
    await opening.directory.change(entry.id, ({ known }) => ({ known: { ...known, lastSeen: known.contactClock } }));
    const way = await new Vaults(opening.directory, { ...PORTS, now }).open(entry.id, { passphrase: PASSPHRASE });
    if (way.state !== "open") throw new Error(`the vault is ${way.state}`);
    const stored = await openStore(way.vault, { indexedDB });
    if (stored.state !== "open") throw new Error(`the store is ${stored.state}`);
    await stored.store.loadRest();
    const inside = await contentOf(stored.store);
    stored.store.close();
    return inside;
  } finally {
    opening.directory.close();
  }
}

async function contentOf(store: Store): Promise<Inside> {
  const { outbox, rows } = store;
  if (outbox.damaged.length > 0 || store.damaged.length > 0) throw new Error("something on the disk cannot be read");
  const commands = outbox.entries.map(({ envelope }) => envelope.command);
  const notes = commands.filter(({ kind }) => kind === "WriteNote").map((command) => String(command["text"]));
  const drafts = await Promise.all(store.drafts.list().map(({ id }) => store.drafts.open(id)));
  return {
    waiting: new Map(outbox.waiting.map(({ envelope: { command } }) => [command.id, command.kind])),
    cards: new Set(outbox.cards.map(({ envelope }) => envelope.command.id)),
    all: new Set(commands.map(({ id }) => id)),
    drafts: drafts.filter((draft) => draft !== undefined),
    notes: new Set(notes),
    rows: new Map(Array.from(rows.all(), (row) => [keyOf(row), row as unknown as Record<string, unknown>])),
  };
}

/** Everything that the server has for this tablet, asked for as a tablet without anything would ask. */
export async function pulledAfresh(tablet: Tablet, address: string): Promise<Map<string, Record<string, unknown>>> {
  const { device_id, secret } = tablet.enrolled;
  const headers = {
    authorization: `Tableta ${device_id}.${secret}`,
    "impreuna-protocol": "1",
    "impreuna-app": "1.0.0",
    ...tablet.road.extra,
  };
  const rows = new Map<string, Record<string, unknown>>();
  for (let page = ""; ; ) {
    const answer = await patient(`${address}/api/sync/pull?after=0&view=&head=&page=${encodeURIComponent(page)}`, headers);
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    const text = await answer.text();
    const lines = (tablet.road.isAhead ? ahead(text) : text).trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    const last = lines.at(-1) ?? {};
    for (const line of lines.slice(1, -1)) rows.set(keyOf(line as unknown as Row), line);
    if (typeof last["next"] !== "string") return rows;
    page = last["next"];
  }
}

/** More often than a server that serves two players sends anybody away. */
const TRIES = 500;

/** Asks again as long as the server says that others are before. */
async function patient(url: string, headers: Record<string, string>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, { headers });
    if (answer.status !== 503 || tries > TRIES) return answer;
    await answer.arrayBuffer();
  }
}
