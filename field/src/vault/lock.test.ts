// The lock, as a table and as random walks: whatever happens in whatever order, it never opens by itself.

import { describe, expect, it } from "vitest";

import { DAY, HIDDEN, IDLE, isPin, isRight, next, openedAt, pinOf, PINS, type Lock, type LockEvent } from "./lock.ts";
import { seeded } from "./testing/chance.ts";

const T = 1_000_000_000;
const open = openedAt(T, true);
const locked: Lock = { ...open, state: "locked" };
const at = (minutes: number): number => T + minutes * 60_000;
const all = (lock: Lock, ...events: LockEvent[]): Lock => events.reduce(next, lock);
const wrong = (count: number): LockEvent[] => Array.from({ length: count }, () => ({ type: "pin", right: false, at: at(1) }));

describe("the lock", () => {
  it.each<[string, Lock, LockEvent[], Lock["state"]]>([
    ["worked with, stays open", open, [{ type: "active", at: at(14) }, { type: "tick", at: at(28) }], "open"],
    ["idle, locks", open, [{ type: "tick", at: T + IDLE }], "locked"],
    ["idle, locks though touched afterwards", open, [{ type: "active", at: T + IDLE }], "locked"],
    ["without a PIN, closes instead", openedAt(T), [{ type: "tick", at: T + IDLE }], "closed"],
    ["hidden for a photo, stays open", open, [{ type: "hidden", at: T }, { type: "shown", at: T + HIDDEN - 1 }], "open"],
    ["hidden for long, locks", open, [{ type: "hidden", at: T }, { type: "shown", at: T + HIDDEN }], "locked"],
    ["locked by hand", open, [{ type: "lock", at: at(1) }], "locked"],
    ["opened by the right PIN", locked, [{ type: "pin", right: true, at: at(60) }], "open"],
    ["not opened by a touch", locked, [{ type: "active", at: at(1) }], "locked"],
    ["four wrong PINs", locked, wrong(PINS - 1), "locked"],
    ["four wrong and a right one", locked, [...wrong(PINS - 1), { type: "pin", right: true, at: at(1) }], "open"],
    ["five wrong PINs", locked, wrong(PINS), "closed"],
    ["no PIN opens what is closed", { ...open, state: "closed" }, [{ type: "pin", right: true, at: at(1) }], "closed"],
    ["after twelve hours, even when worked with", { ...open, lastActive: T + DAY - 1 }, [{ type: "active", at: T + DAY }], "closed"],
    ["the PIN comes too late after twelve hours", locked, [{ type: "pin", right: true, at: T + DAY }], "closed"],
    ["a clock that goes back locks", { ...open, lastActive: at(30) }, [{ type: "tick", at: at(20) }], "locked"],
    ["a clock that goes behind the opening closes", open, [{ type: "tick", at: at(-2) }], "closed"],
    ["a PIN cannot be set on a locked screen", { ...locked, hasPin: true }, [{ type: "pin_set", has: false, at: at(1) }], "locked"],
    ["signing out", open, [{ type: "close", at: at(1) }], "closed"],
  ])("%s", (_, lock, events, state) => {
    expect(all(lock, ...events).state).toBe(state);
  });

  it("forgets wrong PINs after a right one", () => {
    expect(all(locked, ...wrong(3), { type: "pin", right: true, at: at(1) }).wrongPins).toBe(0);
  });
});

function anyEvent(chance: () => number, clock: number): LockEvent {
  const types = ["active", "active", "tick", "hidden", "shown", "lock", "pin", "pin", "pin", "pin_set", "close"] as const;
  const type = types[Math.floor(chance() * (types.length - (chance() < 0.9 ? 1 : 0)))] ?? "tick";
  if (type === "pin") return { type, right: chance() < 0.4, at: clock };
  return type === "pin_set" ? { type, has: chance() < 0.8, at: clock } : { type, at: clock };
}

describe("whatever happens", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))("walk %i", (seed) => {
    const chance = seeded(seed);
    let lock = openedAt(T, chance() < 0.8);
    let clock = T;
    for (let step = 0; step < 300; step += 1) {
      clock += Math.floor((chance() ** 4 - (chance() < 0.02 ? 0.5 : 0)) * 40 * 60_000);
      const event = anyEvent(chance, clock);
      const after = next(lock, event);
      const isPinRight = event.type === "pin" && event.right;
      if (lock.state === "closed") expect(after).toEqual(lock);
      if (lock.state === "locked" && after.state === "open") expect(isPinRight).toBe(true);
      if (after.state === "open") {
        expect(clock - after.openedAt).toBeLessThan(DAY);
        expect(clock - after.lastActive).toBeLessThan(IDLE);
        expect(after.openedAt).toBe(lock.openedAt);
      }
      if (after.state === "locked") expect([after.hasPin, after.wrongPins < PINS]).toEqual([true, true]);
      expect(next(after, { type: "tick", at: clock })).toEqual(after);
      lock = after;
    }
  });
});

describe("a PIN", () => {
  it.each([
    ["285017", true],
    ["123456", false],
    ["654321", false],
    ["111111", false],
    ["12345", false],
    ["2850170", false],
    ["28501a", false],
  ])("%s may be one: %s", (typed, may) => {
    expect(isPin(typed)).toBe(may);
  });

  it("is known by its salted digest alone", async () => {
    const [pin, other] = [await pinOf("285017"), await pinOf("285017")];
    expect([await isRight(pin, "285017"), await isRight(pin, "285018")]).toEqual([true, false]);
    expect(pin.digest).not.toEqual(other.digest);
  });
});
