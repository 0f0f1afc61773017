// Sending what waits. A command is kept until its outcome is written down; sent twice, the server answers the same.

import { momentOf } from "../kernel/time.ts";
import type { Id, Moment, Outcome } from "../kernel/types.ts";
import type { Store } from "../store/types.ts";
import { batchOf, inOrder } from "./outbox.ts";
import { PROTOCOL, Trouble, type Wire } from "./wire.ts";

/** What the server is told of the tablet besides. */
export interface Standing {
  readonly unsent: number;
  readonly oldest_unsent_at: Moment | null;
  readonly attachments_waiting: number;
  readonly storage_used: number | null;
  readonly storage_quota: number | null;
  readonly persisted: boolean | null;
}

export interface Pushing {
  readonly wire: Wire;
  readonly store: Store;
  readonly version: string;
  now(): number;
  standing(): Promise<Standing>;
  /** Outcomes were written down. */
  settled(serverTime: Moment): Promise<void>;
}

/** How sending went: what the server does not understand yet stays, and what nobody may carry out any more is with it. */
export interface Pushed {
  readonly notUnderstood: number;
  readonly held: number;
}

interface Answer {
  readonly server_time: Moment;
  readonly outcomes: readonly Outcome[];
}

/**
 * Sends all that waits, also what comes meanwhile, and once more what no pull has shown yet. Rejects with `Trouble`: what
 * was not answered still waits.
 */
export async function push(pushing: Pushing): Promise<Pushed> {
  const { store } = pushing;
  const unseen = unseenIn(store);
  const passedOver = new Set<Id>();
  let held = 0;
  for (;;) {
    const left = store.outbox.entries.filter(({ state, envelope }) => state === "waiting" || unseen.has(envelope.command.id));
    const batch = batchOf(inOrder(left.map(({ envelope }) => envelope)).filter(({ command }) => !passedOver.has(command.id)));
    if (batch.length === 0) return { notUnderstood: passedOver.size, held };
    const { server_time, outcomes } = await send(pushing, batch);
    const sent = new Set(batch.map(({ command }) => command.id));
    const known = outcomes.filter(({ id }) => sent.has(id));
    if (known.length === 0) throw new Trouble("busy");
    await store.outbox.settle(known);
    for (const { id, status, reason } of known) {
      unseen.delete(id);
      if (reason === "not_understood") passedOver.add(id);
      else if (status === "held") held += 1;
    }
    await pushing.settled(server_time);
  }
}

/**
 * What the server carried out, but the tablet never saw: it was switched off before it could fetch. Had the server gone
 * back to a backup since, the cursor would not show it; sent again, it is answered as before.
 */
function unseenIn(store: Store): Set<Id> {
  const after = store.meta.get("cursor")?.after ?? 0;
  const unseen = store.outbox.entries.filter(({ state, n }) => state === "sent" && n !== null && n > after);
  return new Set(unseen.filter(({ status }) => status !== "rejected").map(({ envelope }) => envelope.command.id));
}

async function send({ wire, version, now, standing }: Pushing, commands: unknown): Promise<Answer> {
  const body = { protocol: PROTOCOL, app: version, sent_at: momentOf(now()), standing: await standing(), commands };
  const answer = await wire.json<Answer>("/api/sync/push", { method: "POST", json: body });
  if (!Array.isArray(answer.outcomes)) throw new Trouble("torn");
  return answer;
}
