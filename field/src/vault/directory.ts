// The one database that is readable without a key: which vaults are on this tablet, and what opens them once somebody
// brings the passphrase. Nothing of families, and nothing that the server would take for the tablet.

import type { Id, Moment } from "../kernel/types.ts";
import { openDatabase, type Database, type Upgrade } from "../store/database.ts";
import type { KdfParams } from "./kdf.ts";
import type { Known } from "./lease.ts";
import type { Tries } from "./tries.ts";
import type { Bytes } from "./types.ts";

/** The data key wrapped by the secret of a passkey. */
export interface PasskeyWrap {
  readonly credentialId: Bytes;
  readonly salt: Bytes;
  readonly wrapped: Bytes;
}

/** A vault as it lies on the disk. */
export interface VaultEntry {
  readonly id: Id;
  readonly label: string;
  readonly deviceId: Id;
  readonly createdAt: Moment;
  readonly kdf: KdfParams;
  readonly salt: Bytes;
  /** The data key, wrapped by the passphrase's. */
  readonly wrapped: Bytes;
  readonly passkeys: readonly PasskeyWrap[];
  /** Device secret and outbox key, sealed by the data key. */
  readonly secrets: Bytes;
  readonly known: Known;
  readonly tries: Tries;
}

export const DIRECTORY = "impreuna";
const VAULTS = "vaults";
const UPGRADES: readonly Upgrade[] = [(database) => database.createObjectStore(VAULTS, { keyPath: "id" })];

export type DirectoryOpening =
  | { readonly state: "open"; readonly directory: Directory }
  | { readonly state: "newer" | "blocked" };

/** Opens the list of vaults of this tablet. */
export async function openDirectory(factory: IDBFactory): Promise<DirectoryOpening> {
  const opening = await openDatabase(factory, DIRECTORY, UPGRADES);
  return opening.state === "open" ? { state: "open", directory: new Directory(opening.database) } : opening;
}

/** The vaults of this tablet. */
export class Directory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All of them, the oldest first. */
  async list(): Promise<VaultEntry[]> {
    const entries = await this.#database.all<VaultEntry>(VAULTS);
    return entries.sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  /** One of them. */
  find(id: Id): Promise<VaultEntry | undefined> {
    return this.#database.get<VaultEntry>(VAULTS, id);
  }

  /** Writes a new one. Rejects with `NoSpace`. */
  async add(entry: VaultEntry): Promise<void> {
    await this.#database.write([VAULTS], "strict", (at) => at.add(VAULTS, entry));
  }

  /** Changes one as it lies there now; answers it, or undefined when there is none. */
  change(id: Id, change: (entry: VaultEntry) => Partial<VaultEntry>): Promise<VaultEntry | undefined> {
    return this.#database.write([VAULTS], "strict", async (at) => {
      const entry = await at.get<VaultEntry>(VAULTS, id);
      if (!entry) return undefined;
      const changed = { ...entry, ...change(entry) };
      at.put(VAULTS, changed);
      return changed;
    });
  }

  /** Forgets one. Its database is deleted by `wipe`. */
  async remove(id: Id): Promise<void> {
    await this.#database.write([VAULTS], "strict", (at) => at.delete(VAULTS, id));
  }

  close(): void {
    this.#database.close();
  }
}
