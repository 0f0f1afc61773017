// How long a tablet may be opened without the server, and what its clock is worth. The clock is the tablet's: whoever
// holds it can turn it, so a clock that went back asks for the server as a lease that ended does.

import type { Moment } from "../kernel/types.ts";
import type { Contact, Lease } from "./types.ts";

/** What is written down of the last contact. Moments of the tablet's clock but for `serverTime` and `leaseUntil`. */
export interface Known {
  readonly leaseUntil: Moment;
  readonly serverTime: Moment;
  /** What the tablet's clock said when the server said `serverTime`. */
  readonly contactClock: Moment;
  /** The latest that the tablet's clock ever said. */
  readonly lastSeen: Moment;
}

/** Clocks are corrected by minutes without anybody's will. */
const TOLERANCE = 10 * 60_000;
const DAY = 86_400_000;

/** The sentences at the door, by why the server is needed. */
export const LEASE_SENTENCES = {
  lease_ended: "lease.ended",
  clock_went_back: "lease.clock-went-back",
  clock_in_the_past: "lease.clock-in-the-past",
} as const;

/** What to write down when the server answers. */
export function contacted({ serverTime, leaseDays }: Contact, now: Date): Known {
  const clock = now.toISOString();
  const until = new Date(Date.parse(serverTime) + leaseDays * DAY).toISOString();
  return { leaseUntil: until, serverTime, contactClock: clock, lastSeen: clock };
}

/** The present by the server's clock, as far as this tablet can know it. */
export const serverNow = (known: Pick<Known, "serverTime" | "contactClock">, now: Date): Date =>
  new Date(Date.parse(known.serverTime) + (now.getTime() - Date.parse(known.contactClock)));

/** Whether the tablet may be opened without the server. */
export function leaseOf(known: Known, now: Date): Lease {
  const clock = now.getTime() + TOLERANCE;
  if (clock < Date.parse(known.contactClock)) return { state: "contact", why: "clock_in_the_past" };
  if (clock < Date.parse(known.lastSeen)) return { state: "contact", why: "clock_went_back" };
  if (serverNow(known, now).getTime() > Date.parse(known.leaseUntil)) return { state: "contact", why: "lease_ended" };
  return { state: "open" };
}
