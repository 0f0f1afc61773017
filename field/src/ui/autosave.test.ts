// What is typed goes to the disk in time, in order, and not after the end.

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Autosave } from "./autosave.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kept() {
  const written: string[] = [];
  const typed = { text: "" };
  const saving = new Autosave(() => {
    written.push(typed.text);
    return Promise.resolve();
  });
  const type = (text: string): void => {
    typed.text = text;
    saving.soon();
  };
  return { written, saving, type };
}

it("writes once for many keys, though somebody types on", async () => {
  const { written, type } = kept();
  for (const text of ["a", "ab", "abc"]) {
    type(text);
    await vi.advanceTimersByTimeAsync(190);
  }
  expect(written).toEqual(["abc"]);
});

it("writes one after another", async () => {
  const order: string[] = [];
  const saving = new Autosave(async () => {
    order.push("begins");
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push("ends");
  });
  const both = Promise.all([saving.flush(), saving.flush()]);
  await vi.advanceTimersByTimeAsync(200);
  await both;
  expect(order).toEqual(["begins", "ends", "begins", "ends"]);
});

it("writes nothing after the end, and again when it goes on", async () => {
  const { written, saving, type } = kept();
  type("a");
  await saving.stop();
  await vi.advanceTimersByTimeAsync(1000);
  await saving.flush();
  expect(written).toEqual([]);
  saving.resume();
  type("b");
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toEqual(["b"]);
});
