// What a locked, revoked or forgotten tablet still has, given to the server as it lies here: sealed with the key that
// the server knows too.

import type { Id } from "../kernel/types.ts";
import type { Leftover } from "../store/types.ts";
import { MOST_BYTES, MOST_COMMANDS } from "./outbox.ts";
import type { Wire } from "./wire.ts";

/** Hands over; the ids of what the server has now. Rejects with `Trouble`: what was taken before is not told then. */
export async function handOver(wire: Wire, deviceId: Id, leftovers: readonly Leftover[]): Promise<Id[]> {
  const kept: Id[] = [];
  for (let left = [...leftovers]; left.length > 0; ) {
    const items = firstOf(left);
    const body = { device_id: deviceId, items };
    const answer = await wire.json<{ kept: readonly Id[] }>("/api/sync/handover", { method: "POST", json: body });
    kept.push(...answer.kept);
    left = left.slice(items.length);
  }
  return kept;
}

function firstOf(leftovers: readonly Leftover[]): Leftover[] {
  const items: Leftover[] = [];
  let bytes = 0;
  for (const leftover of leftovers.slice(0, MOST_COMMANDS)) {
    bytes += leftover.sealed.length;
    if (items.length > 0 && bytes > MOST_BYTES) break;
    items.push(leftover);
  }
  return items;
}
