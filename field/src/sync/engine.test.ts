// When the engine works: one attempt at a time, again after trouble, longer each time, never when it is over.

import { describe, expect, it } from "vitest";

import { locksInProcess } from "../kernel/outside.ts";
import { Engine, type Ended } from "./engine.ts";
import { Trouble } from "./wire.ts";

/** An engine whose timers are told when to ring, and whose exchanges end as they are told. */
function engine({ chance = 128 } = {}) {
  const timers: { at: number; ring: () => void }[] = [];
  const ended: Ended["state"][] = [];
  const kinds: string[] = [];
  const outcomes: (Trouble | "well")[] = [];
  const state = { exchanges: 0, under: 0, most: 0, isOver: false, connected: (): void => undefined };
  const outside = {
    locks: locksInProcess(),
    random: (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(chance),
    schedule: (at: number, ring: () => void) => {
      const timer = { at, ring };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
    watch: (listener: () => void) => {
      state.connected = listener;
      return () => (state.connected = () => undefined);
    },
  };
  const made = new Engine(outside, "vault", {
    exchange: async () => {
      state.exchanges += 1;
      state.under += 1;
      state.most = Math.max(state.most, state.under);
      await Promise.resolve();
      state.under -= 1;
      const outcome = outcomes.shift() ?? "well";
      if (outcome !== "well") throw outcome;
    },
    ended: (how) => {
      ended.push(how.state);
      if (how.state === "trouble") kinds.push(how.trouble.kind);
    },
    isOver: () => state.isOver,
  });
  return { engine: made, timers, ended, kinds, outcomes, state };
}

describe("the engine", () => {
  it("begins at once, and rests after it went well", async () => {
    const { engine: made, timers, state } = engine();
    made.start();
    expect(timers.map(({ at }) => at)).toEqual([0]);
    await made.now();
    expect([state.exchanges, timers.map(({ at }) => at)]).toEqual([1, [300_000]]);
  });

  it("waits longer after each failure, up to a quarter of an hour or so", async () => {
    const { engine: made, timers, outcomes, ended } = engine();
    made.start();
    const waits: number[] = [];
    for (let times = 0; times < 12; times += 1) {
      outcomes.push(new Trouble("offline"));
      await made.now();
      waits.push(timers.at(-1)!.at);
    }
    expect(waits.slice(0, 4)).toEqual([5000, 10_000, 20_000, 40_000]);
    expect(Math.max(...waits)).toBe(900_000);
    await made.now();
    expect([timers.at(-1)!.at, ended.at(-1)]).toEqual([300_000, "well"]);
  });

  it("spreads the waits, and waits as long as the server asks", async () => {
    for (const [chance, shortest, longest] of [[0, 2500, 2500], [255, 7000, 7500]] as const) {
      const { engine: made, timers, outcomes } = engine({ chance });
      made.start();
      outcomes.push(new Trouble("offline"), new Trouble("busy", { retryAfter: 120 }));
      await made.now();
      expect(timers.at(-1)!.at).toBeGreaterThanOrEqual(shortest);
      expect(timers.at(-1)!.at).toBeLessThanOrEqual(longest);
      await made.now();
      expect(timers.at(-1)!.at).toBeGreaterThanOrEqual(120_000);
    }
  });

  it("never does two at once, and goes again for what came meanwhile", async () => {
    const { engine: made, state } = engine();
    made.start();
    await Promise.all([made.now(), made.now(), made.now()]);
    expect([state.most, state.exchanges]).toEqual([1, 2]);
  });

  it("goes soon after work was done, and at once when there is a connection again", async () => {
    const { engine: made, timers, outcomes, state } = engine();
    made.start();
    await made.now();
    made.soon();
    expect(timers.map(({ at }) => at)).toEqual([1500]);
    outcomes.push(new Trouble("offline"));
    await made.now();
    made.soon();
    expect(timers.map(({ at }) => at)).toEqual([5000]);
    state.connected();
    expect(timers.map(({ at }) => at)).toEqual([0]);
  });

  it.each([["NoSpace", "full"], ["TypeError", "failed"]])("tells what the tablet could not do: %s", async (name, kind) => {
    const { engine: made, outcomes, kinds } = engine();
    outcomes.push(Object.assign(new Error("it broke"), { name }) as never);
    await made.now();
    expect(kinds).toEqual([kind]);
  });

  it("stops: nothing rings any more", async () => {
    const { engine: made, timers, state } = engine();
    made.start();
    await made.now();
    made.stop();
    made.soon();
    state.connected();
    expect(timers).toEqual([]);
    state.isOver = true;
    await made.now();
    expect(state.exchanges).toBe(1);
  });
});
