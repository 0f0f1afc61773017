// Identifiers that the tablet makes without asking anybody.

import type { Id } from "./types.ts";

type Clock = { now(): number; random(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> };

/** A new UUIDv7 (RFC 9562): unique without a server, and sorted by its moment of making. */
export function newId({ now, random }: Clock): Id {
  const bytes = random(new Uint8Array(16));
  let millis = Math.max(0, Math.floor(now()));
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
