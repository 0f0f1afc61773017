// What a vault is to the rest of the application: one person, in one assignment, on one tablet.

import type { Id, Moment } from "../kernel/types.ts";

/** Bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What enrolment gave and only the open vault knows. */
export interface Secrets {
  /** The second half of `Authorization: Tableta <device id>.<secret>`. */
  readonly deviceSecret: string;
  /** Base64 of 32 bytes: the key of outbox and drafts, which the server has too. */
  readonly outboxKey: string;
}

/** An open vault: its keys are in memory only, and cannot be taken out of it. */
export interface OpenVault {
  readonly id: Id;
  readonly deviceId: Id;
  readonly label: string;
  /** AES-GCM-256: rows, photos, lists, cards, whatever else is kept. */
  readonly dataKey: CryptoKey;
  /** AES-GCM-256: outbox and drafts. */
  readonly outboxKey: CryptoKey;
  readonly secrets: Pick<Secrets, "deviceSecret">;
}

/** What is asked at enrolment. `contact` is the answer's `server_time` and `lease_days`. */
export interface NewVault {
  readonly passphrase: string;
  /** Initials, or what the person chose; readable by whoever holds the tablet. */
  readonly label: string;
  readonly deviceId: Id;
  readonly contact: Contact;
  readonly secrets: Secrets;
}

/** What the server said of the present when it last answered. */
export interface Contact {
  readonly serverTime: Moment;
  readonly leaseDays: number;
}

/** What the door shows of a vault that is closed. */
export interface VaultHead {
  readonly id: Id;
  readonly label: string;
  readonly deviceId: Id;
  readonly hasPasskey: boolean;
  readonly lease: Lease;
  /** Until when no further passphrase is tried; null when one may be tried now. */
  readonly waitUntil: Moment | null;
}

/** Whether the tablet may be opened without the server; `sentence` is a key of `LEASE_SENTENCES`. */
export type Lease =
  | { readonly state: "open" }
  | { readonly state: "contact"; readonly why: "lease_ended" | "clock_went_back" | "clock_in_the_past" };

/** How opening a vault went. Only `wrong` counts as a try. */
export type Opening =
  | { readonly state: "open"; readonly vault: OpenVault }
  | { readonly state: "wrong"; readonly tries: number; readonly waitSeconds: number }
  | { readonly state: "wait"; readonly waitSeconds: number }
  | { readonly state: "contact"; readonly why: "lease_ended" | "clock_went_back" | "clock_in_the_past" }
  /** The tablet has no such vault; what is kept of its keys cannot be read; the passkey was refused or called off. */
  | { readonly state: "missing" | "damaged" | "declined" };

/** How a change of the ways into a vault went. */
export type Changing =
  | { readonly state: "changed" }
  | { readonly state: "wrong"; readonly tries: number; readonly waitSeconds: number }
  | { readonly state: "wait"; readonly waitSeconds: number }
  | { readonly state: "missing" | "damaged" | "declined" };
