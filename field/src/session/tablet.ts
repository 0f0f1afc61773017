// The tablet itself: its vault, its room, its clock, and how it is taken out of use.

import type { Outside } from "../kernel/outside.ts";
import type { Moment } from "../kernel/types.ts";
import { sealedLeftovers } from "../store/leftovers.ts";
import { keepForGood, roomOn, type Room } from "../store/quota.ts";
import type { Store } from "../store/types.ts";
import { wipeVault } from "../store/wipe.ts";
import type { Clock } from "../sync/contact.ts";
import { handOver } from "../sync/handover.ts";
import { Wire } from "../sync/wire.ts";
import type { Directory } from "../vault/directory.ts";
import { hasPasskeys, makePasskey } from "../vault/passkey.ts";
import type { Changing, Contact, OpenVault } from "../vault/types.ts";
import type { Vaults } from "../vault/vault.ts";
import type { Tablet } from "./session.ts";

/** Who keeps the vaults of this tablet. */
export interface Keeper {
  readonly vaults: Vaults;
  readonly directory: Directory;
}

interface Of {
  readonly outside: Outside;
  readonly vault: OpenVault;
  readonly store: Store;
  readonly keeper: Keeper;
}

export class TabletOf implements Tablet {
  readonly label: string;
  readonly version: string;
  leaseUntil: Moment | null = null;
  readonly check: () => Promise<number | null>;
  readonly #of: Of;
  readonly #clock: Clock;

  constructor(of: Of, clock: Clock, check: () => Promise<number | null>) {
    this.#of = of;
    this.#clock = clock;
    this.check = check;
    this.label = of.vault.label;
    this.version = of.outside.version;
    this.#readLease().catch(() => undefined);
  }

  get clockAhead(): number | null {
    const { store } = this.#of;
    return store.meta.get("lastContact") === undefined ? null : Math.round(-this.#clock.ahead / 60_000);
  }

  room(): Promise<Room> {
    return roomOn(this.#of.outside.storage);
  }

  keepForGood(): Promise<boolean> {
    return keepForGood(this.#of.outside.storage);
  }

  changePassphrase(from: string, to: string): Promise<Changing> {
    return this.#of.keeper.vaults.changePassphrase(this.#of.vault.id, from, to);
  }

  async passkeys(): Promise<"can" | "has" | "cannot"> {
    const { outside, vault, keeper } = this.#of;
    if ((await keeper.vaults.passkeysOf(vault.id)).length > 0) return "has";
    return outside.passkeys && (await hasPasskeys(outside.passkeys)) ? "can" : "cannot";
  }

  async addPasskey(passphrase: string): Promise<Changing> {
    const { outside, vault, keeper } = this.#of;
    const made = outside.passkeys && (await makePasskey(outside.passkeys, vault.label));
    return made ? keeper.vaults.addPasskey(vault.id, passphrase, made) : { state: "declined" };
  }

  /** The server answered that the tablet is in order. */
  async contacted(contact: Contact): Promise<void> {
    await this.#of.keeper.vaults.contacted(this.#of.vault.id, contact);
    await this.#readLease();
  }

  /**
   * Hands over what is unsent and deletes the vault; one from which not everything could be handed over stays, sealed.
   * Answers whether it is gone. Pictures that were not sent hold it back unless the tablet was `isRevoked`: a lost one
   * keeps nothing.
   */
  async retire(isRevoked: boolean): Promise<boolean> {
    const { outside, vault, keeper, store } = this.#of;
    const deliver = (items: Parameters<typeof handOver>[2]) => handOver(new Wire(outside), vault.deviceId, items);
    const hasPictures = store.files.list.some(({ sent, here }) => here && !sent);
    if (hasPictures && !isRevoked) {
      await deliver(await sealedLeftovers(outside.indexedDB, vault.id));
      return false;
    }
    const { state } = await wipeVault(outside.indexedDB, keeper.directory, vault.id, { handOver: deliver });
    return state === "wiped";
  }

  async #readLease(): Promise<void> {
    const entry = await this.#of.keeper.directory.find(this.#of.vault.id);
    this.leaseUntil = entry?.known.leaseUntil ?? null;
  }
}
