import { expect, test } from "vitest";
import { attempts, firstThatFits, within } from "./shrinking.ts";

test.each([
  ["a camera's photo", { width: 4000, height: 3000 }, { width: 1600, height: 1200 }],
  ["held upright", { width: 3000, height: 4000 }, { width: 1200, height: 1600 }],
  ["a small one", { width: 640, height: 480 }, { width: 640, height: 480 }],
  ["a strip", { width: 20_000, height: 3 }, { width: 1600, height: 1 }],
])("%s", (_, original, kept) => expect(within(original, 1600)).toEqual(kept));

test("the first attempt is the largest and the most exact, and none is larger than it", () => {
  const [first, ...others] = attempts({ width: 4000, height: 3000 });
  expect(first).toEqual({ width: 1600, height: 1200, quality: 0.82 });
  expect(others.every(({ width, height, quality }) => width <= 1600 && height <= 1200 && quality <= 0.82)).toBe(true);
  expect(others.at(-1)).toEqual({ width: 480, height: 360, quality: 0.55 });
});

const bytes = (count: number): Promise<Blob> => Promise.resolve(new Blob([new Uint8Array(count)]));

test("the first that fits is kept and no other is made", async () => {
  const made: number[] = [];
  const kept = await firstThatFits([900, 390, 100], 400, (size) => {
    made.push(size);
    return bytes(size);
  });
  expect([kept.size, made]).toEqual([390, [900, 390]]);
});

test("when none fits, the smallest is kept", async () => {
  expect((await firstThatFits([900, 500, 700], 400, bytes)).size).toBe(500);
});
