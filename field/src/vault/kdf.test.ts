// The key of a passphrase: Argon2id as published, never below the floor, never beyond what the tablet bears.

import { describe, expect, it } from "vitest";

import { calibrate, derive, deriveHere, LADDER, LONGEST, type Derive } from "./kdf.ts";

const [FLOOR] = LADDER;

/** A tablet that makes one MiB in so many milliseconds. */
function tablet(perMebibyte: number, memory = Infinity): { make: Derive; clock: () => number; tried: number[] } {
  let time = 0;
  const tried: number[] = [];
  const make: Derive = (_, __, params) => {
    const cost = (params.memory / 1024) * params.iterations;
    tried.push(cost);
    if (params.memory / 1024 > memory) return Promise.reject(new RangeError("no memory"));
    time += cost * perMebibyte;
    return Promise.resolve(new Uint8Array(32));
  };
  return { make, clock: () => time, tried };
}

describe("calibration", () => {
  it.each([
    ["a slow tablet stays at the floor, even beyond the longest", 60, Infinity, 0],
    ["a usual one takes a step", 20, Infinity, 1],
    ["a good one more", 10, Infinity, 2],
    ["a computer all", 2, Infinity, 3],
    ["one without memory what it can", 2, 50, 0],
  ])("%s", async (_, perMebibyte, memory, step) => {
    const { make, clock } = tablet(perMebibyte, memory);
    expect(await calibrate(make, clock)).toEqual(LADDER[step]);
  });

  it("does not try what would take too long", async () => {
    const { make, clock, tried } = tablet(20);
    await calibrate(make, clock);
    expect(Math.max(...tried) * 20).toBeLessThanOrEqual(LONGEST);
  });
});

describe("the key", () => {
  it("is Argon2id, the same each time, another with another salt", async () => {
    const salt = new Uint8Array(16).fill(7);
    const made = await derive("cires luntre gutui zapada", salt, FLOOR);
    expect(made).toHaveLength(32);
    expect(await deriveHere("cires luntre gutui zapada", salt, FLOOR)).toEqual(made);
    expect(await derive("cires luntre gutui zapada", new Uint8Array(16), FLOOR)).not.toEqual(made);
  });

  it("never costs less than 46 MiB once through", () => {
    for (const { memory, iterations } of LADDER) expect([memory >= 46 * 1024, iterations >= 1]).toEqual([true, true]);
  });
});
