// Vaults for tests: on a fake disk, with a key derivation that is quick and a clock that is told the time.

import "fake-indexeddb/auto";

import { IDBFactory as FakeFactory } from "fake-indexeddb";

import { openDirectory, type Directory } from "../directory.ts";
import type { KdfParams } from "../kdf.ts";
import { random, toBase64 } from "../seal.ts";
import type { NewVault, OpenVault } from "../types.ts";
import { Vaults } from "../vault.ts";

export const PASSPHRASE = "cireș luntre gutui zăpadă";
export const OUTBOX_KEY = toBase64(random(32));
export const DEVICE_SECRET = "taina-tabletei-7f3a";
const QUICK: KdfParams = { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 };

/** A clock that stands until it is moved. */
export class Clock {
  at: Date;

  constructor(at = "2026-11-02T08:00:00.000Z") {
    this.at = new Date(at);
  }

  readonly now = (): Date => this.at;

  pass(minutes: number): void {
    this.at = new Date(this.at.getTime() + minutes * 60_000);
  }
}

export const NEW_VAULT: NewVault = {
  passphrase: PASSPHRASE,
  label: "A.P.",
  deviceId: "0197a1a0-0000-7000-8000-00000000d001",
  contact: { serverTime: "2026-11-02T08:00:00.000Z", leaseDays: 14 },
  secrets: { deviceSecret: DEVICE_SECRET, outboxKey: OUTBOX_KEY },
};

export interface Tablet {
  readonly factory: IDBFactory;
  readonly directory: Directory;
  readonly vaults: Vaults;
  readonly clock: Clock;
}

/** A tablet with an empty disk. */
export async function newTablet(): Promise<Tablet> {
  const [factory, clock] = [new FakeFactory(), new Clock()];
  const opening = await openDirectory(factory);
  if (opening.state !== "open") throw new Error(opening.state);
  const vaults = new Vaults(opening.directory, { calibrate: () => Promise.resolve(QUICK), now: clock.now });
  return { factory, directory: opening.directory, vaults, clock };
}

/** A tablet with one vault, open. */
export async function enrolledTablet(): Promise<Tablet & { readonly vault: OpenVault }> {
  const tablet = await newTablet();
  return { ...tablet, vault: await tablet.vaults.create(NEW_VAULT) };
}
