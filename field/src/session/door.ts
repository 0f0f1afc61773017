// What the door does: who is on this tablet, letting somebody in, adding and forgetting somebody.

import type { Outside } from "../kernel/outside.ts";
import type { Id, Me, Moment } from "../kernel/types.ts";
import type { Doorway, Enrolment, Entering, Fetched, Listing, SignedIn, Unsent } from "../pages/door/doorway.ts";
import { sealedLeftovers, unsentPhotos } from "../store/leftovers.ts";
import { keepForGood, NoSpace, roomOn } from "../store/quota.ts";
import { wipeVault } from "../store/wipe.ts";
import { handOver } from "../sync/handover.ts";
import { sentenceOf } from "../sync/sentences.ts";
import { Trouble, Wire } from "../sync/wire.ts";
import { t } from "../i18n/i18n.ts";
import { openDirectory, type Directory } from "../vault/directory.ts";
import { askPasskey } from "../vault/passkey.ts";
import type { Opening } from "../vault/types.ts";
import { Vaults, type VaultPorts, type Way } from "../vault/vault.ts";
import { openClient, openVaultSession } from "./client.ts";
import type { Session } from "./session.ts";
import type { Keeper } from "./tablet.ts";

/** What enrolment answers. */
export interface Enrolled {
  readonly device_id: Id;
  readonly secret: string;
  readonly outbox_key: string;
  readonly server_time: Moment;
  readonly lease_days: number;
  readonly me: Me;
}

type Called = "newer" | "blocked";

export class Door implements Doorway {
  readonly #outside: Outside;
  readonly #ports: VaultPorts;
  #keeper: Keeper | null = null;

  constructor(outside: Outside, ports: VaultPorts = {}) {
    this.#outside = outside;
    this.#ports = ports;
  }

  async list(): Promise<Listing> {
    const keeper = await this.#keep();
    return typeof keeper === "string" ? { state: keeper } : { state: "open", vaults: await keeper.vaults.list() };
  }

  enter(vault: Id, passphrase: string): Promise<Entering> {
    return this.#enter(vault, { passphrase });
  }

  async enterByPasskey(vault: Id): Promise<Entering> {
    const keeper = await this.#keep();
    if (typeof keeper === "string") return { state: keeper };
    const { passkeys } = this.#outside;
    const passkey = passkeys && (await askPasskey(passkeys, await keeper.vaults.passkeysOf(vault)));
    return passkey ? this.#enter(vault, { passkey }) : { state: "declined" };
  }

  async standing(vault: Id): Promise<"active" | "revoked" | "unknown" | "offline"> {
    const deviceId = await this.#deviceOf(vault);
    if (deviceId === undefined) return "unknown";
    try {
      const asked = `/api/sync/standing?device=${deviceId}`;
      return (await this.#stranger().json<{ standing: "active" | "revoked" | "unknown" }>(asked)).standing;
    } catch {
      return "offline";
    }
  }

  async signedIn(): Promise<SignedIn> {
    try {
      const { signed_in, me } = await this.#office();
      if (!signed_in) return { state: "out" };
      if (me) return { state: "in", me };
      return { state: "not_yours", sentence: t("Rolul cu care sunteți în cont nu lucrează cu tableta.") };
    } catch {
      return { state: "offline" };
    }
  }

  async enrol(label: string, passphrase: string, onfetched: (fetched: Fetched) => void): Promise<Enrolment> {
    const full = t("Tableta este plină. Eliberați loc și încercați din nou.");
    if ((await roomOn(this.#outside.storage)).state === "full") return { state: "no_space", sentence: full };
    const keeper = await this.#keep();
    if (typeof keeper === "string") return { state: "refused", sentence: t("Închideți celelalte ferestre ale aplicației.") };
    try {
      const enrolled = await this.#enrolAtOffice(label);
      const session = await openClient(this.#outside, keeper, enrolled, { label, passphrase }, onfetched);
      await keepForGood(this.#outside.storage);
      await this.#signOut();
      return { state: "open", session };
    } catch (error) {
      if (error instanceof NoSpace) return { state: "no_space", sentence: full };
      if (!(error instanceof Trouble)) throw error;
      const state = error.kind === "offline" || error.kind === "torn" ? "offline" : "refused";
      return { state, sentence: error.sentence || sentenceOf(error) };
    }
  }

  async unsent(vault: Id): Promise<Unsent> {
    const leftovers = await sealedLeftovers(this.#outside.indexedDB, vault);
    const commands = leftovers.filter(({ what }) => what === "command").length;
    return { commands, drafts: leftovers.length - commands, photos: await unsentPhotos(this.#outside.indexedDB, vault) };
  }

  async handOver(vault: Id): Promise<Unsent> {
    const before = await this.unsent(vault);
    const deviceId = await this.#deviceOf(vault);
    if (deviceId === undefined) return before;
    const leftovers = await sealedLeftovers(this.#outside.indexedDB, vault);
    const kept = new Set(await handOver(this.#stranger(), deviceId, leftovers).catch(() => []));
    const left = leftovers.filter(({ id }) => !kept.has(id));
    const commands = left.filter(({ what }) => what === "command").length;
    return { commands, drafts: left.length - commands, photos: before.photos };
  }

  async forget(vault: Id): Promise<void> {
    const keeper = await this.#keep();
    if (typeof keeper === "string") return;
    const deviceId = await this.#deviceOf(vault);
    const deliver = (items: Parameters<typeof handOver>[2]) =>
      deviceId === undefined ? Promise.resolve([]) : handOver(this.#stranger(), deviceId, items);
    // The person has seen what nobody else has, and said that it may go.
    await wipeVault(this.#outside.indexedDB, keeper.directory, vault, { handOver: deliver, abandon: true });
  }

  async train(): Promise<Session> {
    const { TrainingSession } = await import("../training/training.ts");
    return new TrainingSession(this.#outside);
  }

  async #enter(vault: Id, way: Way): Promise<Entering> {
    const keeper = await this.#keep();
    if (typeof keeper === "string") return { state: keeper };
    const opening = await this.#open(keeper, vault, way);
    return opening.state === "open" ? openVaultSession(this.#outside, keeper, opening.vault) : opening;
  }

  // A lease that ended is renewed by asking the server, when it can be asked.
  async #open(keeper: Keeper, vault: Id, way: Way): Promise<Opening> {
    const opening = await keeper.vaults.open(vault, way);
    if (opening.state !== "contact") return opening;
    const deviceId = await this.#deviceOf(vault);
    const asked = `/api/sync/standing?device=${deviceId}`;
    const said = await this.#stranger().json<{ standing: string; server_time: Moment }>(asked).catch(() => null);
    if (said?.standing !== "active") return opening;
    await keeper.vaults.contacted(vault, { serverTime: said.server_time, leaseDays: 1 });
    return keeper.vaults.open(vault, way);
  }

  async #keep(): Promise<Keeper | Called> {
    if (this.#keeper) return this.#keeper;
    const opening = await openDirectory(this.#outside.indexedDB);
    if (opening.state !== "open") return opening.state;
    this.#keeper ??= keeperOf(opening.directory, this.#outside, this.#ports);
    return this.#keeper;
  }

  async #deviceOf(vault: Id): Promise<Id | undefined> {
    const keeper = await this.#keep();
    return typeof keeper === "string" ? undefined : (await keeper.directory.find(vault))?.deviceId;
  }

  #stranger(): Wire {
    return new Wire(this.#outside);
  }

  #office(): Promise<{ signed_in: boolean; me?: Me; csrf?: string }> {
    return this.#stranger().json("/api/sync/me", { isOffice: true });
  }

  async #enrolAtOffice(label: string): Promise<Enrolled> {
    const { csrf = "" } = await this.#office();
    const json = { label, app: this.#outside.version };
    const headers = { "X-CSRFToken": csrf };
    return this.#stranger().json<Enrolled>("/api/sync/devices", { method: "POST", headers, json, isOffice: true });
  }

  // The tablet has its own key now; the office's session has nothing to do on it. Failing that, it ends by itself.
  async #signOut(): Promise<void> {
    try {
      const { csrf = "" } = await this.#office();
      const asking = { method: "POST", headers: { "X-CSRFToken": csrf }, isOffice: true, isFollowed: true };
      await this.#stranger().ask("/cont/logout/", asking);
    } catch {
      return;
    }
  }
}

/** The keeper of the vaults of a directory. */
export function keeperOf(directory: Directory, outside: Outside, ports: VaultPorts): Keeper {
  return { directory, vaults: new Vaults(directory, { now: () => new Date(outside.now()), ...ports }) };
}
