// Vaults: making them, opening them, changing what opens them.

import type { Id, Moment } from "../kernel/types.ts";
import type { Directory, PasskeyWrap, VaultEntry } from "./directory.ts";
import { calibrate, derive, type Derive, type KdfParams } from "./kdf.ts";
import { newDataKey, rewrap, unwrap, WRAPPED_LENGTH, wrappingKey } from "./keys.ts";
import { contacted, leaseOf, serverNow } from "./lease.ts";
import { canonical } from "./passphrase.ts";
import { fromBase64, random, sealingKey, sealJson, unsealJson } from "./seal.ts";
import { NO_TRIES, waitSeconds, wrongAgain } from "./tries.ts";
import type { Bytes, Changing, Contact, NewVault, Opening, OpenVault, Secrets, VaultHead } from "./types.ts";

/** What vaults need of the world; the defaults are the browser's. */
export interface VaultPorts {
  readonly derive?: Derive;
  /** The parameters for a new passphrase. */
  readonly calibrate?: () => Promise<KdfParams>;
  readonly now?: () => Date;
}

/** A passkey's answer: `secret` is its PRF output of 32 bytes for `salt`. */
export interface PasskeySecret {
  readonly credentialId: Bytes;
  readonly salt: Bytes;
  readonly secret: Bytes;
}

/** What opens a vault. */
export type Way = { readonly passphrase: string } | { readonly passkey: Pick<PasskeySecret, "credentialId" | "secret"> };

type Refusal = Exclude<Changing, { state: "changed" }>;
type Unlocked = { readonly entry: VaultEntry; readonly wrapping: CryptoKey; readonly wrapped: Bytes; readonly dataKey: CryptoKey };

const secretsOf = (id: Id): string => `${id}/secrets`;

/** The vaults of this tablet. */
export class Vaults {
  readonly #directory: Directory;
  readonly #derive: Derive;
  readonly #calibrate: () => Promise<KdfParams>;
  readonly #now: () => Date;

  constructor(directory: Directory, ports: VaultPorts = {}) {
    this.#directory = directory;
    this.#derive = ports.derive ?? derive;
    this.#calibrate = ports.calibrate ?? (() => calibrate(this.#derive));
    this.#now = ports.now ?? (() => new Date());
  }

  /** What the door shows, the oldest vault first. */
  async list(): Promise<VaultHead[]> {
    const now = this.#now();
    return (await this.#directory.list()).map((entry) => {
      const wait = waitSeconds(entry.tries, now);
      return {
        id: entry.id,
        label: entry.label,
        deviceId: entry.deviceId,
        hasPasskey: entry.passkeys.length > 0,
        lease: leaseOf(entry.known, now),
        waitUntil: wait > 0 ? new Date(now.getTime() + wait * 1000).toISOString() : null,
      };
    });
  }

  /** Makes a vault and opens it. It is on the disk whole, or this rejects (`NoSpace`) and there is none. */
  async create({ passphrase, label, deviceId, contact, secrets }: NewVault): Promise<OpenVault> {
    const [id, now] = [crypto.randomUUID(), this.#now()];
    const { kdf, salt, wrapping } = await this.#newWrapping(passphrase);
    const { wrapped, dataKey } = await newDataKey(wrapping);
    const entry: VaultEntry = {
      id,
      label,
      deviceId,
      createdAt: now.toISOString(),
      kdf,
      salt,
      wrapped,
      passkeys: [],
      secrets: await sealJson(dataKey, secrets, secretsOf(id)),
      known: contacted(contact, now),
      tries: NO_TRIES,
    };
    await this.#directory.add(entry);
    return openVault(entry, dataKey, secrets);
  }

  /** Opens a vault. */
  async open(id: Id, way: Way): Promise<Opening> {
    const found = await this.#directory.find(id);
    if (!found) return { state: "missing" };
    const lease = leaseOf(found.known, this.#now());
    if (lease.state !== "open") return lease;
    const unlocked = await this.#unlock(found, way);
    if ("state" in unlocked) return unlocked;
    const { dataKey } = unlocked;
    const secrets = await unsealJson<Secrets>(dataKey, found.secrets, secretsOf(id));
    if (!secrets) return { state: "damaged" };
    await this.#directory.change(id, (entry) => ({ tries: NO_TRIES, known: this.#seen(entry) }));
    return { state: "open", vault: await openVault(found, dataKey, secrets) };
  }

  /** Another passphrase for the same data; passkeys stay. */
  async changePassphrase(id: Id, from: string, to: string): Promise<Changing> {
    return this.#rewrap(id, from, async (unlocked) => {
      const { kdf, salt, wrapping } = await this.#newWrapping(to);
      const wrapped = await rewrap(unlocked.wrapping, unlocked.wrapped, wrapping);
      return wrapped && { kdf, salt, wrapped };
    });
  }

  /** A passkey as a second way in. It takes the passphrase, so that it is never the only one that somebody knows. */
  async addPasskey(id: Id, passphrase: string, { credentialId, salt, secret }: PasskeySecret): Promise<Changing> {
    return this.#rewrap(id, passphrase, async ({ wrapping, wrapped, entry }) => {
      const wrap = await rewrap(wrapping, wrapped, await passkeyKey(secret, credentialId));
      return wrap && { passkeys: [...entry.passkeys, { credentialId, salt, wrapped: wrap }] };
    });
  }

  /** The passphrase is the only way in again. */
  async removePasskeys(id: Id): Promise<void> {
    await this.#directory.change(id, () => ({ passkeys: [] }));
  }

  /** The passkeys of a vault, to ask the browser for. */
  async passkeysOf(id: Id): Promise<readonly PasskeyWrap[]> {
    return (await this.#directory.find(id))?.passkeys ?? [];
  }

  /** The server answered that the tablet is in order: the lease and the clock start anew. */
  async contacted(id: Id, contact: Contact): Promise<void> {
    await this.#directory.change(id, () => ({ known: contacted(contact, this.#now()) }));
  }

  /** Notes the tablet's clock, now and then while the vault is open: one that is turned back later is noticed. */
  async seen(id: Id): Promise<void> {
    await this.#directory.change(id, (entry) => ({ known: this.#seen(entry) }));
  }

  /** The present by the server's clock, as far as this tablet can know it. */
  async serverNow(id: Id): Promise<Date> {
    const entry = await this.#directory.find(id);
    return entry ? serverNow(entry.known, this.#now()) : this.#now();
  }

  #seen({ known }: VaultEntry): VaultEntry["known"] {
    const clock: Moment = this.#now().toISOString();
    return { ...known, lastSeen: clock > known.lastSeen ? clock : known.lastSeen };
  }

  async #newWrapping(passphrase: string): Promise<Pick<VaultEntry, "kdf" | "salt"> & { wrapping: CryptoKey }> {
    const [kdf, salt] = [await this.#calibrate(), random(16)];
    return { kdf, salt, wrapping: await wrappingKey(await this.#derive(canonical(passphrase), salt, kdf)) };
  }

  async #rewrap(
    id: Id,
    passphrase: string,
    change: (unlocked: Unlocked) => Promise<Partial<VaultEntry> | undefined>,
  ): Promise<Changing> {
    const found = await this.#directory.find(id);
    if (!found) return { state: "missing" };
    const unlocked = await this.#unlock(found, { passphrase });
    if ("state" in unlocked) return unlocked;
    const changes = await change(unlocked);
    if (!changes) return { state: "damaged" };
    await this.#directory.change(id, () => ({ ...changes, tries: NO_TRIES }));
    return { state: "changed" };
  }

  async #unlock(entry: VaultEntry, way: Way): Promise<Unlocked | Refusal> {
    if ("passkey" in way) return this.#unlockByPasskey(entry, way.passkey);
    const wait = waitSeconds(entry.tries, this.#now());
    if (wait > 0) return { state: "wait", waitSeconds: wait };
    if (entry.wrapped.length !== WRAPPED_LENGTH) return { state: "damaged" };
    const raw = await this.#derive(canonical(way.passphrase), entry.salt, entry.kdf);
    const wrapping = await wrappingKey(raw);
    const dataKey = await unwrap(wrapping, entry.wrapped);
    return dataKey ? { entry, wrapping, wrapped: entry.wrapped, dataKey } : this.#wrong(entry.id);
  }

  async #unlockByPasskey(entry: VaultEntry, { credentialId, secret }: Pick<PasskeySecret, "credentialId" | "secret">) {
    const found = entry.passkeys.find((one) => isSame(one.credentialId, credentialId));
    if (!found) return { state: "declined" } as const;
    const wrapping = await passkeyKey(secret, credentialId);
    const dataKey = await unwrap(wrapping, found.wrapped);
    return dataKey ? { entry, wrapping, wrapped: found.wrapped, dataKey } : ({ state: "declined" } as const);
  }

  async #wrong(id: Id): Promise<Refusal> {
    const now = this.#now();
    const entry = await this.#directory.change(id, ({ tries }) => ({ tries: wrongAgain(tries, now) }));
    if (!entry) return { state: "missing" };
    return { state: "wrong", tries: entry.tries.wrong, waitSeconds: waitSeconds(entry.tries, now) };
  }
}

async function openVault(entry: VaultEntry, dataKey: CryptoKey, secrets: Secrets): Promise<OpenVault> {
  const raw = fromBase64(secrets.outboxKey);
  const outboxKey = await sealingKey(raw);
  raw.fill(0);
  const { deviceSecret } = secrets;
  return { id: entry.id, deviceId: entry.deviceId, label: entry.label, dataKey, outboxKey, secrets: { deviceSecret } };
}

/** The key that wraps by a passkey: HKDF-SHA-256 over its secret, which other applications may ask for too. */
async function passkeyKey(secret: Bytes, credentialId: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const info = new TextEncoder().encode("impreuna vault");
  const bits = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: credentialId, info }, base, 256);
  return wrappingKey(new Uint8Array(bits));
}

const isSame = (one: Bytes, other: Bytes): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
