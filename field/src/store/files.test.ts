// Photos: kept in pieces, read back whole, gone from the tablet once they are sent.

import { expect, it } from "vitest";

import { CHUNK, digestOf } from "./files.ts";
import { unsentPhotos } from "./leftovers.ts";
import { newStore, restarted, storeOf } from "./testing/stores.ts";

const photo = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(size).map((_, index) => (index * 31) % 251);

it("a photo is there after a restart, whole and in pieces", async () => {
  const kept = await newStore();
  const bytes = photo(2 * CHUNK + 100);
  const digest = await kept.store.files.keep(bytes);
  expect(digest).toBe(await digestOf(bytes));
  expect(await kept.store.files.keep(bytes)).toBe(digest);
  const { files } = await restarted(kept);
  expect(await digestOf((await files.open(digest)) ?? photo(1))).toBe(digest);
  expect(await files.chunk(digest, 2 * CHUNK)).toEqual(bytes.slice(2 * CHUNK));
  expect(await files.chunk(digest, 3 * CHUNK)).toBe(undefined);
  expect(files.list).toMatchObject([{ digest, size: bytes.length, sent: false, here: true }]);
});

it("a large one that was sent gives its place back when room is tight, a small one stays", async () => {
  const kept = await newStore();
  const [large, small] = [await kept.store.files.keep(photo(CHUNK)), await kept.store.files.keep(photo(500))];
  await kept.store.files.prune(true);
  for (const digest of [large, small]) await kept.store.files.markSent(digest);
  await kept.store.files.prune(false);
  expect(await kept.store.files.open(large)).toEqual(photo(CHUNK));
  await kept.store.files.prune(true);
  const { files } = await restarted(kept);
  expect(await files.open(large)).toBe(undefined);
  expect(await files.chunk(large, 0)).toBe(undefined);
  expect(await files.open(small)).toEqual(photo(500));
  await files.discard(small);
  expect([await files.open(small), files.list.length]).toEqual([undefined, 1]);
});

it("how many the server lacks is known without a key", async () => {
  const kept = await newStore();
  const { store, factory, vault } = kept;
  const [first] = [await store.files.keep(photo(10)), await store.files.keep(photo(20))];
  store.close();
  expect(await unsentPhotos(factory, vault.id)).toBe(2);
  const again = await storeOf(kept, vault);
  await again.files.markSent(first);
  again.close();
  expect([await unsentPhotos(factory, vault.id), await unsentPhotos(factory, "nobody")]).toEqual([1, 0]);
});

it("one that does not fit is not kept in part", async () => {
  const kept = await newStore();
  const put = IDBObjectStore.prototype.put;
  let pieces = 0;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    if (this.name === "chunks" && (pieces += 1) > 2) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, args);
  };
  try {
    await expect(kept.store.files.keep(photo(3 * CHUNK))).rejects.toMatchObject({ name: "NoSpace" });
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  const { files } = await restarted(kept);
  const digest = await digestOf(photo(3 * CHUNK));
  expect([files.list.length, await files.chunk(digest, 0)]).toEqual([0, undefined]);
});

it("an empty file is a file", async () => {
  const { store } = await newStore();
  const digest = await store.files.keep(new Uint8Array(0));
  expect(await store.files.open(digest)).toEqual(new Uint8Array(0));
});
