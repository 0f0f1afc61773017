// Taking a vault off the tablet. What was not sent is handed over first, sealed as it is; what the server does not have
// is not deleted, unless the person says that it may be.

import type { Id } from "../kernel/types.ts";
import { DIRECTORY, type Directory } from "../vault/directory.ts";
import { sealedLeftovers } from "./leftovers.ts";
import { databaseOf } from "./schema.ts";
import type { Leftover } from "./types.ts";

/** Hands over; answers the ids that the server keeps now. May reject: then nothing was handed over. */
export type HandOver = (leftovers: readonly Leftover[]) => Promise<readonly Id[]>;

/** `kept`: so many items are only on this tablet, so nothing was deleted. */
export type Wiping = { readonly state: "wiped" } | { readonly state: "kept"; readonly items: number };

/** What else of the browser the application uses. */
export interface BrowserPorts {
  readonly caches?: CacheStorage;
  readonly serviceWorker?: Pick<ServiceWorkerContainer, "getRegistrations">;
}

/** The caches of the application and the scope of its worker; the office's pages have neither. */
const CACHES = "teren-";
const SCOPE = "/teren/";

/** Deletes one vault. `abandon`: also when not everything could be handed over. */
export async function wipeVault(
  factory: IDBFactory,
  directory: Directory,
  vaultId: Id,
  { handOver, abandon = false }: { readonly handOver: HandOver; readonly abandon?: boolean },
): Promise<Wiping> {
  const leftovers = await sealedLeftovers(factory, vaultId);
  const kept = new Set(leftovers.length > 0 ? await handOver(leftovers).catch(() => []) : []);
  const only = leftovers.filter(({ id }) => !kept.has(id));
  if (only.length > 0 && !abandon) return { state: "kept", items: only.length };
  await deleteDatabase(factory, databaseOf(vaultId));
  await directory.remove(vaultId);
  return { state: "wiped" };
}

/** Deletes the application itself from a tablet that has no vault any more: its directory, its caches, its worker. */
export async function wipeApplication(factory: IDBFactory, directory: Directory, browser: BrowserPorts): Promise<Wiping> {
  const vaults = await directory.list();
  if (vaults.length > 0) return { state: "kept", items: vaults.length };
  directory.close();
  await deleteDatabase(factory, DIRECTORY);
  for (const name of (await browser.caches?.keys()) ?? []) {
    if (name.startsWith(CACHES)) await browser.caches?.delete(name);
  }
  for (const registration of (await browser.serviceWorker?.getRegistrations()) ?? []) {
    if (new URL(registration.scope).pathname === SCOPE) await registration.unregister();
  }
  return { state: "wiped" };
}

/** Deletes a database. Pages that have it open are told to close it; one that does not only delays the deletion. */
function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error ?? new Error("the database could not be deleted"));
  });
}
