// Tablets for tests: on a fake disk, with a server to play faults with.

import "fake-indexeddb/auto";

import { IDBFactory as FakeFactory } from "fake-indexeddb";

import { locksInProcess, type Outside } from "../../kernel/outside.ts";
import { openClient, openKeeper, openVaultSession } from "../../session/client.ts";
import type { VaultSession } from "../../session/vault-session.ts";
import { DEVICE, ME, NOW, StandIn } from "./stand-in.ts";

const PERSON = { label: "AP", passphrase: "cireș luntre gutui zăpadă" };
const QUICK = { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 } as const;
/** A key derivation that is quick and hides nothing. */
const ports = {
  derive: (typed: string) => Promise.resolve(new Uint8Array(32).fill(typed.length)),
  calibrate: () => Promise.resolve(QUICK),
};

export class Tablet {
  readonly server: StandIn;
  readonly outside: Outside;
  millis = Date.parse(NOW);
  session!: VaultSession;

  constructor(server: StandIn) {
    this.server = server;
    this.outside = {
      indexedDB: new FakeFactory(),
      fetch: server.fetch,
      now: () => this.millis,
      random: (bytes) => crypto.getRandomValues(bytes),
      locks: locksInProcess(),
      storage: { estimate: async () => ({}), persisted: async () => true, persist: async () => true },
      // Nothing happens by itself: tests say when.
      schedule: () => () => undefined,
      version: "1",
    };
  }

  async enrol(): Promise<this> {
    const keeper = await openKeeper(this.outside, ports);
    const enrolled = { device_id: DEVICE, secret: "s", outbox_key: btoa("k".repeat(32)), server_time: NOW, lease_days: 14, me: ME };
    this.session = await openClient(this.outside, keeper, enrolled, PERSON);
    return this;
  }

  /** The battery was empty: what was in memory is gone. Answers the session after the next passphrase. */
  async restart(): Promise<VaultSession> {
    this.session.close();
    const keeper = await openKeeper(this.outside, ports);
    const [vault] = await keeper.vaults.list();
    const opening = await keeper.vaults.open(vault!.id, { passphrase: PERSON.passphrase });
    if (opening.state !== "open") throw new Error(opening.state);
    const opened = await openVaultSession(this.outside, keeper, opening.vault);
    if (opened.state !== "open") throw new Error(opened.state);
    this.session = opened.session;
    return this.session;
  }

  async vaults(): Promise<number> {
    return (await (await openKeeper(this.outside, ports)).vaults.list()).length;
  }
}

export async function tablet(server = new StandIn()): Promise<Tablet> {
  return new Tablet(server).enrol();
}

let made = 0;

export function id(last = "0"): string {
  made += 1;
  return `0197a1a0-0000-7000-8000-${String(made).padStart(11, "0")}${last}`;
}

export function household(household_id = id()) {
  const row = { village_id: 1, street: "Morii", number: "4", place_note: "", phone: "", label: "Zăvoianu Ana" };
  const rest = { latitude: null, longitude: null, dwelling_state: "visited", registered_at: NOW, registered_by: "" };
  return { kind: "household", id: household_id, ...row, ...rest };
}

export function person(person_id = id()) {
  const row = { last_name: "Zăvoianu", first_name: "Ana", former_names: "", sex: "F", birth_date: null, birth_year: 1950 };
  return { kind: "person", id: person_id, ...row, identity: "none", has_cnp: false, death_date: null, merged_into_id: null };
}

export function membership(household_id: string, person_id: string) {
  return { kind: "membership", id: id(), household_id, person_id, relation: "head", start_date: null, end_date: null, end_reason: "" };
}

export function note(household_id: string, text: string) {
  return { kind: "note", id: id(), household_id, person_id: null, area: "household", text, author: "", written_at: NOW };
}
