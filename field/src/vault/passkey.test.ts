// A passkey of the tablet: its secret, or nothing; never an error in somebody's face.

import { describe, expect, it } from "vitest";

import { askPasskey, hasPasskeys, makePasskey, type PasskeyPort } from "./passkey.ts";
import { enrolledTablet, PASSPHRASE } from "./testing/vaults.ts";

type Options = CredentialCreationOptions & CredentialRequestOptions;

/** A browser with one platform authenticator, whose PRF is a hash of the salt. */
function browser({ prf = true, agrees = true } = {}): PasskeyPort {
  const rawId = new Uint8Array(16).fill(250);
  const id = btoa(String.fromCharCode(...rawId)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const answer = async (salt: BufferSource | undefined) => ({
    id,
    rawId: rawId.buffer,
    getClientExtensionResults: () => results,
    ...(salt && { made: (results = await secretOf(salt)) }),
  });
  let results: object = {};
  const secretOf = async (salt: BufferSource) =>
    prf ? { prf: { results: { first: await crypto.subtle.digest("SHA-256", salt) } } } : {};
  const refusal = new DOMException("called off", "NotAllowedError");
  const credentials = {
    create: (_: Options) => (agrees ? answer(undefined) : Promise.reject(refusal)),
    get: ({ publicKey }: Options) => {
      const salts = publicKey?.extensions?.prf?.evalByCredential ?? {};
      return agrees ? answer(salts[id]?.first) : Promise.reject(refusal);
    },
  };
  return { credentials: credentials as unknown as CredentialsContainer, hostname: "teren.example" };
}

const platform = (has: boolean) =>
  ({ isUserVerifyingPlatformAuthenticatorAvailable: () => Promise.resolve(has) }) as unknown as typeof PublicKeyCredential;

describe("a passkey", () => {
  it("opens the vault again, with the same secret each time", async () => {
    const { vaults, vault } = await enrolledTablet();
    const made = await makePasskey(browser(), "A.P.");
    if (!made) throw new Error("a passkey was expected");
    expect(await vaults.addPasskey(vault.id, PASSPHRASE, made)).toEqual({ state: "changed" });
    const asked = await askPasskey(browser(), await vaults.passkeysOf(vault.id));
    if (!asked) throw new Error("a secret was expected");
    expect(await vaults.open(vault.id, { passkey: asked })).toMatchObject({ state: "open" });
  });

  it.each([
    ["called off", { agrees: false }],
    ["on a tablet without PRF", { prf: false }],
  ])("%s is nothing", async (_, kind) => {
    expect(await makePasskey(browser(kind), "A.P.")).toBe(undefined);
    const known = [{ credentialId: new Uint8Array(16), salt: new Uint8Array(32) }];
    expect(await askPasskey(browser(kind), known)).toBe(undefined);
  });

  it("is not asked for when there is none", async () => {
    expect(await askPasskey(browser(), [])).toBe(undefined);
  });
});

describe("a tablet", () => {
  it.each([
    ["teren.example", true, true],
    ["localhost", true, true],
    ["teren.example", false, false],
    ["192.168.1.4", true, false],
    ["[::1]", true, false],
  ])("at %s with an authenticator: %s, can be asked: %s", async (hostname, has, expected) => {
    expect(await hasPasskeys({ ...browser(), hostname, PublicKeyCredential: platform(has) })).toBe(expected);
  });

  it("without passkeys cannot", async () => {
    expect(await hasPasskeys(browser())).toBe(false);
  });
});
