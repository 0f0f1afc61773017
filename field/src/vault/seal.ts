// Sealing: AES-256-GCM, a new random nonce each time, bound to what the sealed thing is. The form is the one that the
// server reads in a handover: 12 bytes of nonce, then the ciphertext with its tag.

import type { Bytes } from "./types.ts";

const NONCE = 12;

/** Random bytes from the browser's own source. */
export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** The UTF-8 of a text. */
export const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));

/** Seals bytes; `about` says what they are and has to be the same when they are opened. */
export async function seal(key: CryptoKey, plain: Bytes, about: string): Promise<Bytes> {
  const iv = random(NONCE);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(about) }, key, plain);
  const whole = new Uint8Array(NONCE + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), NONCE);
  return whole;
}

/** Opens what `seal` made; undefined when it is damaged, of another thing or of another key. */
export async function unseal(key: CryptoKey, sealed: Bytes, about: string): Promise<Bytes | undefined> {
  try {
    const name = "AES-GCM";
    const iv = sealed.subarray(0, NONCE);
    const plain = await crypto.subtle.decrypt({ name, iv, additionalData: utf8(about) }, key, sealed.subarray(NONCE));
    return new Uint8Array(plain);
  } catch {
    return undefined;
  }
}

/** Seals a value as JSON. */
export const sealJson = (key: CryptoKey, value: unknown, about: string): Promise<Bytes> =>
  seal(key, utf8(JSON.stringify(value)), about);

/** Opens what `sealJson` made; undefined when it cannot be read. */
export async function unsealJson<T>(key: CryptoKey, sealed: Bytes, about: string): Promise<T | undefined> {
  const plain = await unseal(key, sealed, about);
  if (plain === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  } catch {
    return undefined;
  }
}

/** A key for `seal` out of its 32 bytes; it cannot be taken out again. */
export const sealingKey = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** Base64 with its padding. */
export function toBase64(bytes: Bytes): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The bytes of base64. */
export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
