// Commands on their way: on the disk before anybody is told that they were carried out, kept until the tablet has seen
// what became of them, and a month longer, should the server go back to a backup.

import type { Card, Command, Envelope, Id, Outcome } from "../kernel/types.ts";
import { sealJson, unsealJson } from "../vault/seal.ts";
import type { OpenVault } from "../vault/types.ts";
import type { Database } from "./database.ts";
import type { SealedDrafts } from "./drafts.ts";
import type { Queue } from "./queue.ts";
import { STORE, type OutboxRecord, type SealedRecord } from "./schema.ts";
import type { Outbox, OutboxEntry } from "./types.ts";

const KEPT = 30 * 86_400_000;
const COUNTER = "outbox";

type Ports = { readonly drafts: SealedDrafts; readonly queue: Queue; readonly now: () => Date };
type Ended = Pick<OutboxEntry, "state" | "status" | "n" | "settledAt">;

/** The outbox of an open vault. */
export class SealedOutbox implements Outbox {
  readonly #database: Database;
  readonly #vault: OpenVault;
  readonly #ports: Ports;
  readonly #entries = new Map<number, OutboxEntry>();
  readonly #cards = new Map<Id, Card>();
  readonly #damaged: Id[] = [];
  #counter = 0;

  constructor(database: Database, vault: OpenVault, ports: Ports) {
    this.#database = database;
    this.#vault = vault;
    this.#ports = ports;
  }

  get entries(): readonly OutboxEntry[] {
    return [...this.#entries.values()];
  }

  get waiting(): readonly OutboxEntry[] {
    return this.entries.filter((entry) => entry.state === "waiting");
  }

  get cards(): readonly Card[] {
    return [...this.#cards.values()];
  }

  get damaged(): readonly Id[] {
    return [...this.#damaged, ...this.#ports.drafts.damaged];
  }

  append(command: Command, replaced: { readonly draft?: Id; readonly card?: Id } = {}): Promise<OutboxEntry> {
    return this.#ports.queue.run(async () => {
      const before = this.#find(command.id);
      if (before) return before;
      for (;;) {
        const entry = await this.#appendNext(command, replaced);
        if (entry) return entry;
      }
    });
  }

  settle(outcomes: readonly Outcome[]): Promise<readonly Card[]> {
    return this.#ports.queue.run(async () => {
      const received = this.#ports.now().toISOString();
      const known = outcomes.flatMap((outcome) => {
        const entry = this.#find(outcome.id);
        return entry ? [{ outcome, entry, ended: endOf(outcome, received) }] : [];
      });
      const cards = known
        .filter(({ ended }) => ended.status === "rejected")
        .map(({ entry, outcome }): Card => ({ envelope: entry.envelope, outcome, received_at: received }));
      await this.#change(known, cards);
      return cards;
    });
  }

  sendAllAgain(): Promise<void> {
    return this.#ports.queue.run(async () => {
      const lost = this.entries.filter(({ state, status }) => state === "sent" && status !== "rejected");
      const ended: Ended = { state: "waiting", status: null, n: null, settledAt: null };
      await this.#change(lost.map((entry) => ({ entry, ended })), []);
    });
  }

  prune(after: number): Promise<void> {
    return this.#ports.queue.run(async () => {
      const old = new Date(this.#ports.now().getTime() - KEPT).toISOString();
      const done = this.entries.filter(
        ({ state, n, settledAt }) => state === "sent" && (n ?? 0) <= after && settledAt !== null && settledAt < old,
      );
      const counters = done.map(({ envelope }) => envelope.counter);
      if (counters.length === 0) return;
      await this.#database.write([STORE.outbox], "relaxed", (at) => {
        for (const counter of counters) at.delete(STORE.outbox, counter);
      });
      for (const counter of counters) this.#entries.delete(counter);
    });
  }

  putAside(commandId: Id): Promise<void> {
    return this.#ports.queue.run(async () => {
      await this.#database.write([STORE.cards], "strict", (at) => at.delete(STORE.cards, commandId));
      this.#cards.delete(commandId);
    });
  }

  /** Reads everything. What cannot be read stays on the disk and is told by `damaged`. */
  async load(): Promise<void> {
    this.#counter = (await this.#database.get<number>(STORE.counters, COUNTER)) ?? 0;
    for (const record of await this.#database.all<OutboxRecord>(STORE.outbox)) {
      const envelope = await unsealJson<Envelope>(this.#vault.outboxKey, record.sealed, record.id);
      if (envelope?.counter === record.counter) this.#entries.set(record.counter, entryOf(record, envelope));
      else this.#damaged.push(record.id);
    }
    for (const { id, sealed } of await this.#database.all<SealedRecord>(STORE.cards)) {
      const card = await unsealJson<Card>(this.#vault.dataKey, sealed, this.#aboutCard(id));
      if (card) this.#cards.set(id, card);
      else this.#damaged.push(id);
    }
  }

  /** Appends with the next counter; undefined when another page of this vault took it: the next one is tried. */
  async #appendNext(command: Command, { draft, card }: { draft?: Id; card?: Id }): Promise<OutboxEntry | undefined> {
    const counter = this.#counter + 1;
    const envelope: Envelope = { counter, device_at: this.#ports.now().toISOString(), command };
    const sealed = await sealJson(this.#vault.outboxKey, envelope, command.id);
    const record = recordOf(envelope, { state: "waiting", status: null, n: null, settledAt: null }, sealed);
    const stores = [STORE.outbox, STORE.counters, STORE.drafts, STORE.cards];
    const last = await this.#database.write(stores, "strict", async (at) => {
      const taken = (await at.get<number>(STORE.counters, COUNTER)) ?? 0;
      if (taken >= counter) return taken;
      at.put(STORE.counters, counter, COUNTER);
      at.add(STORE.outbox, record);
      if (draft) at.delete(STORE.drafts, draft);
      if (card) at.delete(STORE.cards, card);
      return undefined;
    });
    this.#counter = last ?? counter;
    if (last !== undefined) return undefined;
    const entry = entryOf(record, envelope);
    this.#entries.set(counter, entry);
    if (draft) this.#ports.drafts.forget(draft);
    if (card) this.#cards.delete(card);
    return entry;
  }

  /** Writes how entries ended, and the cards that came of it, in one transaction. */
  async #change(changes: readonly { entry: OutboxEntry; ended: Ended }[], cards: readonly Card[]): Promise<void> {
    if (changes.length === 0) return;
    const sealed = await Promise.all(cards.map((card) => this.#sealCard(card)));
    await this.#database.write([STORE.outbox, STORE.cards], "strict", async (at) => {
      for (const { entry, ended } of changes) {
        const record = await at.get<OutboxRecord>(STORE.outbox, entry.envelope.counter);
        if (record) at.put(STORE.outbox, { ...record, ...ended });
      }
      for (const record of sealed) at.put(STORE.cards, record);
    });
    for (const { entry, ended } of changes) this.#entries.set(entry.envelope.counter, { ...entry, ...ended });
    for (const card of cards) this.#cards.set(card.envelope.command.id, card);
  }

  async #sealCard(card: Card): Promise<SealedRecord> {
    const { id } = card.envelope.command;
    return { id, sealed: await sealJson(this.#vault.dataKey, card, this.#aboutCard(id)) };
  }

  #aboutCard(id: Id): string {
    return `${this.#vault.id}/card/${id}`;
  }

  #find(id: Id): OutboxEntry | undefined {
    return this.entries.find(({ envelope }) => envelope.command.id === id);
  }
}

/** What becomes of an entry. A server too old to understand a command will understand it after its next update. */
function endOf({ status, original, n, reason }: Outcome, settledAt: string): Ended {
  if (reason === "not_understood") return { state: "waiting", status: null, n: null, settledAt: null };
  const first = status === "duplicate" ? (original ?? "applied") : status;
  return { state: "sent", status: first === "duplicate" ? "applied" : first, n, settledAt };
}

const entryOf = ({ state, status, n, settledAt }: OutboxRecord, envelope: Envelope): OutboxEntry => ({
  envelope,
  state,
  status,
  n,
  settledAt,
});

const recordOf = (envelope: Envelope, ended: Ended, sealed: OutboxRecord["sealed"]): OutboxRecord => ({
  counter: envelope.counter,
  id: envelope.command.id,
  ...ended,
  sealed,
});
