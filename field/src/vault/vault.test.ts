// Making a vault, opening it, being refused, changing what opens it.

import { describe, expect, it } from "vitest";

import { seal, unseal, utf8 } from "./seal.ts";
import { DEVICE_SECRET, enrolledTablet, NEW_VAULT, newTablet, PASSPHRASE } from "./testing/vaults.ts";
import type { Bytes, OpenVault, Opening } from "./types.ts";

const opened = (opening: Opening): OpenVault => {
  if (opening.state !== "open") throw new Error(opening.state);
  return opening.vault;
};

const passkey = (byte: number) => ({
  credentialId: new Uint8Array(8).fill(byte),
  salt: new Uint8Array(32).fill(byte),
  secret: new Uint8Array(32).fill(byte) as Bytes,
});

describe("a vault", () => {
  it("is opened by its passphrase, however it was typed", async () => {
    const { vaults, vault } = await enrolledTablet();
    const sealed = await seal(vault.dataKey, utf8("Strada Morii 4"), "a");
    for (const typed of [PASSPHRASE, "  CIRES Luntre  gutui  zapada ", "cireș-luntre, gutui; zăpadă"]) {
      const again = opened(await vaults.open(vault.id, { passphrase: typed }));
      expect(await unseal(again.dataKey, sealed, "a")).toEqual(utf8("Strada Morii 4"));
      expect(again.secrets.deviceSecret).toBe(DEVICE_SECRET);
    }
  });

  it("keeps its keys to itself", async () => {
    const { vaults, vault } = await enrolledTablet();
    const again = opened(await vaults.open(vault.id, { passphrase: PASSPHRASE }));
    for (const key of [vault.dataKey, vault.outboxKey, again.dataKey, again.outboxKey]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
    }
  });

  it("is one of several on a tablet, each with its own passphrase", async () => {
    const { vaults, vault, clock } = await enrolledTablet();
    clock.pass(1);
    const other = await vaults.create({ ...NEW_VAULT, passphrase: "morcov vapor lacăt nisip", label: "M.I." });
    expect((await vaults.list()).map(({ label }) => label)).toEqual(["A.P.", "M.I."]);
    expect(await vaults.open(other.id, { passphrase: PASSPHRASE })).toMatchObject({ state: "wrong" });
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toMatchObject({ state: "open" });
  });

  it("that is not there is missing; one whose record is broken is damaged", async () => {
    const { vaults, directory, vault } = await enrolledTablet();
    expect(await vaults.open("nobody", { passphrase: PASSPHRASE })).toEqual({ state: "missing" });
    await directory.change(vault.id, ({ secrets }) => ({ secrets: secrets.map((byte) => byte ^ 1) }));
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toEqual({ state: "damaged" });
    await directory.change(vault.id, () => ({ wrapped: new Uint8Array(3) }));
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toEqual({ state: "damaged" });
  });
});

describe("a wrong passphrase", () => {
  it("costs nothing twice, then a growing wait, and is forgotten by the right one", async () => {
    const { vaults, clock, vault } = await enrolledTablet();
    const waits: number[] = [];
    for (let tries = 1; tries <= 8; tries += 1) {
      const opening = await vaults.open(vault.id, { passphrase: "patru vorbe fara rost" });
      if (opening.state !== "wrong") throw new Error(opening.state);
      expect(opening.tries).toBe(tries);
      waits.push(opening.waitSeconds);
      clock.pass(opening.waitSeconds / 60);
    }
    expect(waits).toEqual([0, 0, 5, 15, 60, 300, 900, 900]);
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toMatchObject({ state: "open" });
    expect(await vaults.open(vault.id, { passphrase: "alta" })).toMatchObject({ tries: 1, waitSeconds: 0 });
  });

  it("is not even tried during the wait, and turning the clock back does not lengthen it", async () => {
    const { vaults, clock, vault } = await enrolledTablet();
    for (let tries = 0; tries < 3; tries += 1) await vaults.open(vault.id, { passphrase: "alta" });
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toEqual({ state: "wait", waitSeconds: 5 });
    expect((await vaults.list())[0]?.waitUntil).toBe("2026-11-02T08:00:05.000Z");
    clock.pass(-5);
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toEqual({ state: "wait", waitSeconds: 5 });
  });
});

describe("the lease", () => {
  it("closes the vault until the server was reached, whatever the passphrase", async () => {
    const { vaults, clock, vault } = await enrolledTablet();
    clock.pass(15 * 24 * 60);
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toEqual({ state: "contact", why: "lease_ended" });
    await vaults.contacted(vault.id, { serverTime: clock.now().toISOString(), leaseDays: 14 });
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toMatchObject({ state: "open" });
  });

  it("is not cheated by a clock that is turned back", async () => {
    const { vaults, clock, vault } = await enrolledTablet();
    clock.pass(10 * 24 * 60);
    await vaults.seen(vault.id);
    clock.pass(-5 * 24 * 60);
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toMatchObject({ why: "clock_went_back" });
  });
});

describe("what opens a vault", () => {
  it("is another passphrase after a change, and the data is the same", async () => {
    const { vaults, vault } = await enrolledTablet();
    const sealed = await seal(vault.dataKey, utf8("x"), "a");
    expect(await vaults.changePassphrase(vault.id, "alta", "noua")).toMatchObject({ state: "wrong", tries: 1 });
    expect(await vaults.changePassphrase(vault.id, PASSPHRASE, "lună stea nor ploaie")).toEqual({ state: "changed" });
    expect(await vaults.open(vault.id, { passphrase: PASSPHRASE })).toMatchObject({ state: "wrong" });
    const again = opened(await vaults.open(vault.id, { passphrase: "luna stea nor ploaie" }));
    expect(await unseal(again.dataKey, sealed, "a")).toEqual(utf8("x"));
  });

  it("may be a passkey too, never alone", async () => {
    const { vaults, vault } = await enrolledTablet();
    expect(await vaults.addPasskey(vault.id, "alta", passkey(1))).toMatchObject({ state: "wrong" });
    expect(await vaults.addPasskey(vault.id, PASSPHRASE, passkey(1))).toEqual({ state: "changed" });
    expect((await vaults.list())[0]?.hasPasskey).toBe(true);
    expect(await vaults.open(vault.id, { passkey: passkey(1) })).toMatchObject({ state: "open" });
    expect(await vaults.open(vault.id, { passkey: passkey(2) })).toEqual({ state: "declined" });
    const forged = { ...passkey(1), secret: passkey(3).secret };
    expect(await vaults.open(vault.id, { passkey: forged })).toEqual({ state: "declined" });
    expect(await vaults.changePassphrase(vault.id, PASSPHRASE, "lună stea nor ploaie")).toEqual({ state: "changed" });
    expect(await vaults.open(vault.id, { passkey: passkey(1) })).toMatchObject({ state: "open" });
    await vaults.removePasskeys(vault.id);
    expect(await vaults.open(vault.id, { passkey: passkey(1) })).toEqual({ state: "declined" });
    expect(await vaults.open(vault.id, { passphrase: "lună stea nor ploaie" })).toMatchObject({ state: "open" });
  });
});

it("a tablet with nothing on it has no vaults", async () => {
  const { vaults } = await newTablet();
  expect(await vaults.list()).toEqual([]);
});
