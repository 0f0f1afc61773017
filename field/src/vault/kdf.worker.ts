// Makes the passphrase's key away from the page's thread. One question, one answer; null when it could not be made.

import { argon2 } from "./argon2.ts";
import type { KdfParams } from "./kdf.ts";
import type { Bytes } from "./types.ts";

interface Question {
  readonly passphrase: string;
  readonly salt: Bytes;
  readonly params: KdfParams;
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  const made = await argon2(data.passphrase, data.salt, data.params).catch(() => null);
  self.postMessage(made);
};
