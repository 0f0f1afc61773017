// Unfinished forms, sealed with the outbox key: what a locked tablet still has can be handed over.

import type { Id } from "../kernel/types.ts";
import type { Draft, DraftHead, Drafts } from "../session/session.ts";
import { sealJson, unsealJson } from "../vault/seal.ts";
import type { OpenVault } from "../vault/types.ts";
import type { Database } from "./database.ts";
import type { Queue } from "./queue.ts";
import { STORE, type SealedRecord } from "./schema.ts";

/** The drafts of an open vault. */
export class SealedDrafts implements Drafts {
  readonly #database: Database;
  readonly #vault: OpenVault;
  readonly #heads = new Map<Id, DraftHead>();
  readonly #listeners = new Set<() => void>();
  readonly #queue: Queue;

  /** `queue` is the outbox's too: no late save brings back a draft that was carried out. */
  constructor(database: Database, vault: OpenVault, queue: Queue) {
    this.#database = database;
    this.#vault = vault;
    this.#queue = queue;
  }

  /** The last one saved first. */
  list(): readonly DraftHead[] {
    return [...this.#heads.values()].sort((one, other) => other.saved_at.localeCompare(one.saved_at));
  }

  async open(id: Id): Promise<Draft | undefined> {
    const record = await this.#database.get<SealedRecord>(STORE.drafts, id);
    return record && unsealJson<Draft>(this.#vault.outboxKey, record.sealed, id);
  }

  /** On the disk once it resolves. Rejects with `NoSpace`: what was saved before is still there. */
  save(draft: Draft): Promise<void> {
    return this.#queue.run(async () => {
      const sealed = await sealJson(this.#vault.outboxKey, draft, draft.id);
      const record: SealedRecord = { id: draft.id, sealed };
      await this.#database.write([STORE.drafts], "strict", (at) => at.put(STORE.drafts, record));
      this.#heads.set(draft.id, headOf(draft));
      this.#tell();
    });
  }

  discard(id: Id): Promise<void> {
    return this.#queue.run(async () => {
      await this.#database.write([STORE.drafts], "strict", (at) => at.delete(STORE.drafts, id));
      this.forget(id);
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ids of drafts that could not be read; they stay on the disk. */
  readonly damaged: Id[] = [];

  /** Reads the heads. */
  async load(): Promise<void> {
    for (const { id, sealed } of await this.#database.all<SealedRecord>(STORE.drafts)) {
      const draft = await unsealJson<Draft>(this.#vault.outboxKey, sealed, id);
      if (draft) this.#heads.set(id, headOf(draft));
      else this.damaged.push(id);
    }
  }

  /** It went from the disk in a transaction of somebody else. */
  forget(id: Id): void {
    if (this.#heads.delete(id)) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const headOf = ({ id, purpose, about, title, started_at, saved_at }: Draft): DraftHead => ({
  id,
  purpose,
  about,
  title,
  started_at,
  saved_at,
});
