// The lock of the screen: what idling, hiding and wrong PINs make of an open vault. Pure: keys and screens follow it.
// A PIN opens the screen only while the keys are in memory; it is no encryption (a million of them are soon tried).

import { random, utf8 } from "./seal.ts";
import type { Bytes } from "./types.ts";

/** `open`: worked with. `locked`: the keys are in memory, the PIN is asked. `closed`: the keys are to be thrown away. */
export interface Lock {
  readonly state: "open" | "locked" | "closed";
  readonly hasPin: boolean;
  /** Milliseconds, by the tablet's clock. */
  readonly openedAt: number;
  readonly lastActive: number;
  readonly hiddenAt: number | null;
  readonly wrongPins: number;
}

export type LockEvent =
  | { readonly type: "active" | "tick" | "hidden" | "shown" | "lock" | "close"; readonly at: number }
  | { readonly type: "pin"; readonly right: boolean; readonly at: number }
  | { readonly type: "pin_set"; readonly has: boolean; readonly at: number };

const MINUTE = 60_000;

/** Idle for so long, the screen locks. */
export const IDLE = 15 * MINUTE;
/** Out of sight for so long, too: long enough to take a photo. */
export const HIDDEN = 5 * MINUTE;
/** After so long the passphrase is asked, whatever was done. */
export const DAY = 12 * 60 * MINUTE;
/** So many wrong PINs close the vault. */
export const PINS = 5;
/** Clocks are corrected by seconds; a clock that goes back further may be somebody's. */
const SLIP = MINUTE;

/** The lock of a vault that was just opened by its passphrase. */
export const openedAt = (at: number, hasPin = false): Lock => ({
  state: "open",
  hasPin,
  openedAt: at,
  lastActive: at,
  hiddenAt: null,
  wrongPins: 0,
});

/** What the lock becomes. A closed one stays closed: the passphrase makes a new one. */
export function next(lock: Lock, event: LockEvent): Lock {
  const before = passed(lock, event.at);
  if (before.state === "closed") return before;
  switch (event.type) {
    case "tick":
      return before;
    case "active":
      return before.state === "open" ? { ...before, lastActive: event.at } : before;
    case "hidden":
      return { ...before, hiddenAt: before.hiddenAt ?? event.at };
    case "shown":
      return { ...before, hiddenAt: null };
    case "lock":
      return locked(before);
    case "close":
      return closed(before);
    case "pin_set":
      return before.state === "open" ? { ...before, hasPin: event.has } : before;
    case "pin":
      return tried(before, event.right, event.at);
  }
}

function tried(lock: Lock, right: boolean, at: number): Lock {
  if (lock.state !== "locked") return lock;
  if (right) return { ...lock, state: "open", lastActive: at, hiddenAt: null, wrongPins: 0 };
  const wrongPins = lock.wrongPins + 1;
  return wrongPins >= PINS ? closed({ ...lock, wrongPins }) : { ...lock, wrongPins };
}

/** What time alone made of it. */
function passed(lock: Lock, at: number): Lock {
  if (lock.state === "closed") return lock;
  if (at - lock.openedAt >= DAY || at < lock.openedAt - SLIP) return closed(lock);
  const isIdle = at - lock.lastActive >= IDLE || at < lock.lastActive - SLIP;
  const isAway = lock.hiddenAt !== null && at - lock.hiddenAt >= HIDDEN;
  return lock.state === "open" && (isIdle || isAway) ? locked(lock) : lock;
}

const closed = (lock: Lock): Lock => ({ ...lock, state: "closed" });

/** Without a PIN there is nothing that would open the screen but the passphrase. */
const locked = (lock: Lock): Lock => ({ ...lock, state: lock.hasPin ? "locked" : "closed" });

/** A PIN as it is kept: in memory, and sealed with everything else. */
export interface Pin {
  readonly salt: Bytes;
  readonly digest: Bytes;
}

/** Whether it may be a PIN: six digits, not all the same, not in a row. */
export const isPin = (typed: string): boolean =>
  /^\d{6}$/.test(typed) && !/^(.)\1+$/.test(typed) && !"0123456789 9876543210".includes(typed);

/** A PIN to be kept. */
export async function pinOf(typed: string): Promise<Pin> {
  const salt = random(16);
  return { salt, digest: await digestOf(typed, salt) };
}

/** Whether this is the PIN. */
export async function isRight(pin: Pin, typed: string): Promise<boolean> {
  const digest = await digestOf(typed, pin.salt);
  return digest.every((byte, index) => byte === pin.digest[index]);
}

async function digestOf(typed: string, salt: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array([...salt, ...utf8(typed)])));
}
