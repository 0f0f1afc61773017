// The tablet's own code, as this proof uses it: the door, through which a person comes in.

import type { Outside } from "../../../field/src/kernel/outside.ts";
import type { Id } from "../../../field/src/kernel/types.ts";
import { Door, type Enrolled as Answered } from "../../../field/src/session/door.ts";
import type { Session } from "../../../field/src/session/session.ts";
import type { Derive, KdfParams } from "../../../field/src/vault/kdf.ts";

export type { Draft } from "../../../field/src/session/session.ts";
export type { Id };

/** An enrolled device, as Python prepared it: what enrolment answers, but for the moment. */
export type Enrolled = Omit<Answered, "server_time" | "lease_days">;

export const PASSPHRASE = "patru vorbe de probă";
const QUICK: KdfParams = { name: "argon2id", memory: 8, iterations: 1, parallelism: 1 };
/** A key out of the passphrase at once: thousands of tablets are opened here, and nobody guesses. All else is real. */
const derive: Derive = async (passphrase, salt) => {
  const typed = new TextEncoder().encode(passphrase);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array([...salt, ...typed])));
};
export const PORTS = { derive, calibrate: async (): Promise<KdfParams> => QUICK };

/** What somebody meets at the door. `contact`: the server has to be asked first; `nobody`: there is no vault. */
export type Met = Session | "contact" | "nobody";

/** Lets the tablet's person in. */
export async function enter(outside: Outside): Promise<Met> {
  const door = new Door(outside, PORTS);
  const vault = await onlyVault(door);
  if (vault === undefined) return "nobody";
  const entering = await door.enter(vault, PASSPHRASE);
  if (entering.state === "open") return entering.session;
  if (entering.state === "contact") return "contact";
  throw new Error(`the door says ${entering.state}`);
}

/** Enrols the tablet and lets its person in. */
export async function enrol(outside: Outside): Promise<Session> {
  const enrolment = await new Door(outside, PORTS).enrol("AP", PASSPHRASE, () => undefined);
  if (enrolment.state !== "open") throw new Error(`enrolment is ${enrolment.state}: ${enrolment.sentence}`);
  return enrolment.session;
}

/** What the door does for a tablet that is given back: it hands over, and forgets when nothing is left. */
export async function giveBack(outside: Outside): Promise<void> {
  const door = new Door(outside, PORTS);
  const vault = await onlyVault(door);
  if (vault === undefined) return;
  const left = await door.handOver(vault);
  if (left.commands + left.drafts + left.photos === 0) await door.forget(vault);
}

/** The same for a locked one, when the server does not want it any more; pictures of a lost tablet are lost. */
export async function giveUp(outside: Outside): Promise<void> {
  const door = new Door(outside, PORTS);
  const vault = await onlyVault(door);
  if (vault === undefined || (await door.standing(vault)) !== "revoked") return;
  const left = await door.handOver(vault);
  if (left.commands + left.drafts === 0) await door.forget(vault);
}

async function onlyVault(door: Door): Promise<Id | undefined> {
  const listing = await door.list();
  if (listing.state !== "open") throw new Error(`the list of vaults is ${listing.state}`);
  return listing.vaults[0]?.id;
}
