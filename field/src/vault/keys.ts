// The data key: made once, wrapped by whatever opens the vault (AES-KW, RFC 3394), never out of the browser's hands.

import { random } from "./seal.ts";
import type { Bytes } from "./types.ts";

const DATA = { name: "AES-GCM", length: 256 } as const;
const USES: KeyUsage[] = ["encrypt", "decrypt"];

/** A wrapped data key: 32 bytes and 8 of check. */
export const WRAPPED_LENGTH = 40;

/** The key that wraps, out of 32 bytes; they are wiped. */
export async function wrappingKey(raw: Bytes): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey("raw", raw, "AES-KW", false, ["wrapKey", "unwrapKey"]);
  raw.fill(0);
  return key;
}

/** A new data key, wrapped; and as the vault uses it. */
export async function newDataKey(wrapping: CryptoKey): Promise<{ wrapped: Bytes; dataKey: CryptoKey }> {
  const raw = random(32);
  const inside = await crypto.subtle.importKey("raw", raw, DATA, true, USES);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey("raw", inside, wrapping, "AES-KW"));
  const dataKey = await crypto.subtle.importKey("raw", raw, DATA, false, USES);
  raw.fill(0);
  return { wrapped, dataKey };
}

/** The data key, not to be taken out; undefined when this is not the key that wrapped it. */
export const unwrap = (wrapping: CryptoKey, wrapped: Bytes): Promise<CryptoKey | undefined> =>
  unwrapAs(wrapping, wrapped, false);

/** The data key wrapped by another key too; undefined when the first is not the key that wrapped it. */
export async function rewrap(from: CryptoKey, wrapped: Bytes, to: CryptoKey): Promise<Bytes | undefined> {
  const inside = await unwrapAs(from, wrapped, true);
  return inside && new Uint8Array(await crypto.subtle.wrapKey("raw", inside, to, "AES-KW"));
}

async function unwrapAs(wrapping: CryptoKey, wrapped: Bytes, extractable: boolean): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.unwrapKey("raw", wrapped, wrapping, "AES-KW", DATA, extractable, USES);
  } catch {
    return undefined;
  }
}
