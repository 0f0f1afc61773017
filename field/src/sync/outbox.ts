// In which order commands are sent: what is urgent first, with all that it stands on; everything else as it was done.

import { idsIn } from "../commune/pending.ts";
import type { Envelope, Id } from "../kernel/types.ts";
import { isUrgent } from "./urgent.ts";

/** The most that is sent at once. */
export const MOST_COMMANDS = 50;
export const MOST_BYTES = 1_000_000;

/** `waiting`, the oldest first, in the order in which it is sent. */
export function inOrder(waiting: readonly Envelope[]): Envelope[] {
  const first = new Set<Envelope>();
  const urgent = waiting.filter(({ command }) => isUrgent(command));
  if (urgent.length === 0) return [...waiting];
  const about = new Map(waiting.map((envelope) => [envelope, idsIn(envelope.command)]));
  for (const envelope of urgent) {
    for (const before of standsOn(waiting.slice(0, waiting.indexOf(envelope) + 1), about)) first.add(before);
  }
  return [...waiting.filter((one) => first.has(one)), ...waiting.filter((one) => !first.has(one))];
}

// The last of these, and every earlier one that speaks of whom it speaks, or of whom that one speaks.
function standsOn(upTo: readonly Envelope[], about: ReadonlyMap<Envelope, ReadonlySet<Id>>): Envelope[] {
  const concerned = new Set<Id>();
  const needed: Envelope[] = [];
  for (const envelope of [...upTo].reverse()) {
    const ids = about.get(envelope)!;
    if (needed.length > 0 && ![...ids].some((id) => concerned.has(id))) continue;
    needed.push(envelope);
    for (const id of ids) concerned.add(id);
  }
  return needed;
}

/** As many of the first as are sent at once. One that is longer than all of that goes alone. */
export function batchOf(envelopes: readonly Envelope[]): Envelope[] {
  const batch: Envelope[] = [];
  let bytes = 0;
  for (const envelope of envelopes.slice(0, MOST_COMMANDS)) {
    bytes += new TextEncoder().encode(JSON.stringify(envelope)).length;
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(envelope);
  }
  return batch;
}
