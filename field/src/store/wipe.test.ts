// Wiping takes only what it was told, and not before the server has what was not sent.

import { expect, it } from "vitest";

import { NEW_VAULT } from "../vault/testing/vaults.ts";
import { databaseOf } from "./schema.ts";
import { command, newStore } from "./testing/stores.ts";
import type { Leftover } from "./types.ts";
import { wipeApplication, wipeVault } from "./wipe.ts";

const names = async (factory: IDBFactory): Promise<(string | undefined)[]> => (await factory.databases()).map(({ name }) => name).sort();

const takesAll = (leftovers: readonly Leftover[]) => Promise.resolve(leftovers.map(({ id }) => id));
const takesNothing = () => Promise.reject(new TypeError("no network"));

it("a vault with unsent work stays until the server has it", async () => {
  const { factory, directory, vaults, vault, store } = await newStore();
  const other = await vaults.create({ ...NEW_VAULT, label: "M.I." });
  await store.outbox.append(command("c1"));
  expect(await wipeVault(factory, directory, vault.id, { handOver: takesNothing })).toEqual({ state: "kept", items: 1 });
  expect(await names(factory)).toContain(databaseOf(vault.id));
  expect(await wipeVault(factory, directory, vault.id, { handOver: takesAll })).toEqual({ state: "wiped" });
  expect(await names(factory)).toEqual(["impreuna"]);
  expect((await vaults.list()).map(({ id }) => id)).toEqual([other.id]);
});

it("a person may give up what cannot be handed over", async () => {
  const { factory, directory, vaults, vault, store } = await newStore();
  await store.outbox.append(command("c1"));
  const wiping = await wipeVault(factory, directory, vault.id, { handOver: takesNothing, abandon: true });
  expect([wiping.state, await vaults.list()]).toEqual(["wiped", []]);
});

it("the application goes when no vault is left, and takes nothing of the office's pages along", async () => {
  const { factory, directory, vault } = await newStore();
  const caches = new Set(["teren-1", "office"]);
  const gone: string[] = [];
  const registered = (scope: string) => ({ scope, unregister: () => Promise.resolve(gone.push(scope) > 0) });
  const browser = {
    caches: { keys: () => Promise.resolve([...caches]), delete: (name: string) => Promise.resolve(caches.delete(name)) },
    serviceWorker: { getRegistrations: () => Promise.resolve([registered("https://a.example/teren/"), registered("https://a.example/")]) },
  } as unknown as Parameters<typeof wipeApplication>[2];
  expect(await wipeApplication(factory, directory, browser)).toEqual({ state: "kept", items: 1 });
  await wipeVault(factory, directory, vault.id, { handOver: takesAll });
  expect(await wipeApplication(factory, directory, browser)).toEqual({ state: "wiped" });
  expect([await names(factory), [...caches], gone]).toEqual([[], ["office"], ["https://a.example/teren/"]]);
});
