// "Amprentă": a passkey of this tablet as a second way in (WebAuthn with the PRF extension). It works without a network;
// where the tablet does not have it, the passphrase remains, which always does.

import { random } from "./seal.ts";
import type { Bytes } from "./types.ts";
import type { PasskeySecret } from "./vault.ts";

/** The parts of the browser that are used. */
export interface PasskeyPort {
  readonly credentials: CredentialsContainer;
  /** The host; an address of numbers cannot have passkeys. */
  readonly hostname: string;
  readonly PublicKeyCredential?: typeof PublicKeyCredential;
}

const TIMEOUT = 60_000;

/** Whether this tablet can be asked for a fingerprint. Whether it answers with a secret shows only when it is. */
export async function hasPasskeys(port: PasskeyPort): Promise<boolean> {
  const browser = port.PublicKeyCredential;
  if (!browser || /^[\d.]+$|:/.test(port.hostname)) return false;
  return browser.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Makes a passkey and asks for its secret; undefined when the person called it off or the tablet has no PRF. */
export async function makePasskey(port: PasskeyPort, label: string): Promise<PasskeySecret | undefined> {
  const created = await port.credentials
    .create({
      publicKey: {
        rp: { id: port.hostname, name: "Împreună" },
        user: { id: random(16), name: label, displayName: label },
        challenge: random(32),
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required" },
        timeout: TIMEOUT,
        extensions: { prf: {} },
      },
    })
    .catch(() => null);
  if (!created) return undefined;
  const credentialId = new Uint8Array((created as PublicKeyCredential).rawId);
  return askPasskey(port, [{ credentialId, salt: random(32) }]);
}

/** Asks for the secret of one of these passkeys; undefined when it was called off or refused. */
export async function askPasskey(
  port: PasskeyPort,
  known: readonly { readonly credentialId: Bytes; readonly salt: Bytes }[],
): Promise<PasskeySecret | undefined> {
  const [first] = known;
  if (!first) return undefined;
  const answer = (await port.credentials
    .get({
      publicKey: {
        rpId: port.hostname,
        challenge: random(32),
        allowCredentials: known.map(({ credentialId }) => ({ type: "public-key", id: credentialId })),
        userVerification: "required",
        timeout: TIMEOUT,
        extensions: { prf: { evalByCredential: saltsOf(known) } },
      },
    })
    .catch(() => null)) as PublicKeyCredential | null;
  const secret = answer?.getClientExtensionResults().prf?.results?.first;
  if (!answer || !secret) return undefined;
  const chosen = known.find(({ credentialId }) => base64url(credentialId) === answer.id) ?? first;
  return { ...chosen, secret: bytesOf(secret) };
}

const saltsOf = (known: readonly { readonly credentialId: Bytes; readonly salt: Bytes }[]) =>
  Object.fromEntries(known.map(({ credentialId, salt }) => [base64url(credentialId), { first: salt }]));

const base64url = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const bytesOf = (source: BufferSource): Bytes =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength) as ArrayBuffer)
    : new Uint8Array(source);
