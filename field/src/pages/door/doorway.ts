// What the door asks of the tablet: who is on it, letting somebody in, adding and forgetting somebody. The session
// implements it (field/src/session/door.ts); the pages know nothing of keys or of the network.

import type { Id, Me } from "../../kernel/types.ts";
import type { Session } from "../../session/session.ts";
import type { Opening, VaultHead } from "../../vault/types.ts";

/** The people of this tablet, or why nobody can be shown: a later version wrote here, or an older page is still open. */
export type Listing =
  | { readonly state: "open"; readonly vaults: readonly VaultHead[] }
  | { readonly state: "newer" | "blocked" };

/** How letting somebody in went. `newer`, `blocked`: as in `Listing`, of that person's own store. */
export type Entering =
  | { readonly state: "open"; readonly session: Session }
  | Exclude<Opening, { readonly state: "open" }>
  | { readonly state: "newer" | "blocked" };

/** Whether somebody is signed in at the office in this browser, who may have this tablet. */
export type SignedIn =
  | { readonly state: "in"; readonly me: Me }
  | { readonly state: "out" | "offline" }
  /** Signed in, but in a role that has no tablet. */
  | { readonly state: "not_yours"; readonly sentence: string };

/** How enrolment went; `sentence` says what to do. `no_space`: the tablet is too full. */
export type Enrolment =
  | { readonly state: "open"; readonly session: Session }
  | { readonly state: "refused" | "offline" | "no_space"; readonly sentence: string };

/** How far the first fetching is. */
export interface Fetched {
  readonly rows: number;
  readonly bytes: number;
}

/** What a person still has on the tablet that nobody else has. */
export interface Unsent {
  readonly commands: number;
  readonly drafts: number;
  readonly photos: number;
}

export interface Doorway {
  list(): Promise<Listing>;
  enter(vault: Id, passphrase: string): Promise<Entering>;
  enterByPasskey(vault: Id): Promise<Entering>;
  /** What the server says of a tablet whose vault is locked. Asked without credentials. */
  standing(vault: Id): Promise<"active" | "revoked" | "unknown" | "offline">;
  signedIn(): Promise<SignedIn>;
  /** Makes the vault, fetches the commune and opens it. */
  enrol(label: string, passphrase: string, onfetched: (fetched: Fetched) => void): Promise<Enrolment>;
  unsent(vault: Id): Promise<Unsent>;
  /** Hands over, sealed, what was not sent; what still remains here afterwards (all zero when the server has everything). */
  handOver(vault: Id): Promise<Unsent>;
  /** Takes the person and everything of hers from this tablet. */
  forget(vault: Id): Promise<void>;
  /** A commune of invented people; nothing is kept and nothing is sent. */
  train(): Promise<Session>;
}
