import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft } from "../session/session.ts";
import { Autosave, PAUSE } from "./autosave.ts";

const HEAD = { id: "d", purpose: "visit", about: "h", title: "Raport", started_at: "2026-11-22T07:00:00.000Z" };

class Kept {
  readonly saved: Draft["content"][] = [];
  error: unknown = null;

  save(draft: Draft): Promise<void> {
    if (this.error) return Promise.reject(this.error);
    this.saved.push(draft.content);
    return Promise.resolve();
  }

  discard(): Promise<void> {
    return Promise.resolve();
  }
}

let drafts: Kept;
let told: unknown[];
let autosave: Autosave;

beforeEach(() => {
  vi.useFakeTimers();
  drafts = new Kept();
  told = [];
  autosave = new Autosave(drafts, HEAD, { report: "" }, () => new Date(), (error) => told.push(error));
});

afterEach(() => vi.useRealTimers());

test("an empty form makes no draft", async () => {
  autosave.note({ report: "" });
  await autosave.flush();
  expect(drafts.saved).toEqual([]);
});

test("what is typed is kept within the pause, even while typing goes on", async () => {
  autosave.note({ report: "A" });
  await vi.advanceTimersByTimeAsync(PAUSE / 2);
  autosave.note({ report: "Am" });
  await vi.advanceTimersByTimeAsync(PAUSE / 2);
  expect(drafts.saved).toEqual([{ report: "Am" }]);
  expect(PAUSE).toBeLessThanOrEqual(500);
});

test("the same is not kept twice", async () => {
  autosave.note({ report: "A" });
  await autosave.flush();
  autosave.note({ report: "A" });
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(drafts.saved).toHaveLength(1);
});

test("a full tablet is told, and the next pause tries again", async () => {
  drafts.error = new Error("full");
  autosave.note({ report: "A" });
  await autosave.flush();
  drafts.error = null;
  autosave.note({ report: "Ab" });
  await autosave.flush();
  expect(told).toEqual([new Error("full"), null]);
  expect(drafts.saved).toEqual([{ report: "Ab" }]);
});

test("once stopped nothing comes back", async () => {
  autosave.note({ report: "A" });
  await autosave.stop();
  await vi.advanceTimersByTimeAsync(PAUSE);
  await autosave.flush();
  expect(drafts.saved).toEqual([]);
});
