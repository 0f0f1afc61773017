// Opening the session of a vault, and making a vault of what enrolment answered.

import type { Outside } from "../kernel/outside.ts";
import { openStore } from "../store/store.ts";
import { Trouble, Wire } from "../sync/wire.ts";
import { fetchLists } from "../sync/lists.ts";
import { openDirectory } from "../vault/directory.ts";
import type { OpenVault } from "../vault/types.ts";
import type { VaultPorts } from "../vault/vault.ts";
import type { Enrolled } from "./door.ts";
import { keeperOf } from "./door.ts";
import type { Fetched } from "../pages/door/doorway.ts";
import type { Keeper } from "./tablet.ts";
import { VaultSession } from "./vault-session.ts";

/** Who enters with which passphrase. */
export interface Person {
  readonly label: string;
  readonly passphrase: string;
}

export type SessionOpening =
  | { readonly state: "open"; readonly session: VaultSession }
  | { readonly state: "newer" | "blocked" };

/** The session of an open vault: its list of households is there, the rest follows. Rejects with `NoSpace`. */
export async function openVaultSession(outside: Outside, keeper: Keeper, vault: OpenVault): Promise<SessionOpening> {
  const opening = await openStore(vault, { indexedDB: outside.indexedDB, now: () => new Date(outside.now()) });
  if (opening.state !== "open") return opening;
  const { store } = opening;
  await store.loadFirst();
  const ahead = (await keeper.vaults.serverNow(vault.id)).getTime() - outside.now();
  const session = new VaultSession({ outside, vault, store, keeper, ahead });
  session.begin();
  return { state: "open", session };
}

/** The keeper of this tablet's vaults. Rejects when a later version wrote here, or an older page is still open. */
export async function openKeeper(outside: Outside, ports: VaultPorts = {}): Promise<Keeper> {
  const opening = await openDirectory(outside.indexedDB);
  if (opening.state !== "open") throw new Error(`the vaults of this tablet are ${opening.state}`);
  return keeperOf(opening.directory, outside, ports);
}

/**
 * A new vault for what enrolment answered, its lists and its commune fetched, open. It opens too when the connection
 * breaks on the way: what lacks comes later. Rejects with `NoSpace`; there is no vault then.
 */
export async function openClient(
  outside: Outside,
  keeper: Keeper,
  enrolled: Enrolled,
  { label, passphrase }: Person,
  onfetched: (fetched: Fetched) => void = () => undefined,
): Promise<VaultSession> {
  const { device_id: deviceId, secret: deviceSecret, outbox_key: outboxKey, server_time, lease_days, me } = enrolled;
  const contact = { serverTime: server_time, leaseDays: lease_days };
  const vault = await keeper.vaults.create({ passphrase, label, deviceId, contact, secrets: { deviceSecret, outboxKey } });
  const opening = await openStore(vault, { indexedDB: outside.indexedDB, now: () => new Date(outside.now()) });
  if (opening.state !== "open") throw new Error(`the new store is ${opening.state}`);
  const { store } = opening;
  await store.loadFirst();
  await store.meta.set({ me });
  await fetchLists(new Wire(outside, { deviceId, secret: deviceSecret }), store.meta, "").catch(onlyTrouble);
  const ahead = Date.parse(server_time) - outside.now();
  const session = new VaultSession({ outside, vault, store, keeper, ahead });
  const fetched = { rows: 0, bytes: 0 };
  session.onfetched = ({ rows, bytes }) => {
    fetched.rows += rows.length;
    fetched.bytes += bytes;
    onfetched({ ...fetched });
  };
  await session.sync();
  session.onfetched = null;
  session.begin();
  return session;
}

function onlyTrouble(error: unknown): void {
  if (!(error instanceof Trouble)) throw error;
}
