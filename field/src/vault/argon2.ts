// Argon2id (RFC 9106) by hash-wasm. Apart, because it is only fetched when a passphrase is asked for.

import { argon2id } from "hash-wasm";
import type { KdfParams } from "./kdf.ts";
import type { Bytes } from "./types.ts";

/** 32 bytes of a passphrase in its canonical form. */
export async function argon2(passphrase: string, salt: Bytes, params: KdfParams): Promise<Bytes> {
  const made = await argon2id({
    password: passphrase,
    salt,
    memorySize: params.memory,
    iterations: params.iterations,
    parallelism: params.parallelism,
    hashLength: 32,
    outputType: "binary",
  });
  return new Uint8Array(made);
}
