// The key that a passphrase opens: Argon2id, as slow as this tablet bears. The parameters are stored with the salt.

import type { Bytes } from "./types.ts";

/** Argon2id (RFC 9106); `memory` in KiB. */
export interface KdfParams {
  readonly name: "argon2id";
  readonly memory: number;
  readonly iterations: number;
  readonly parallelism: 1;
}

/** Makes 32 bytes of a passphrase in its canonical form. */
export type Derive = (passphrase: string, salt: Bytes, params: KdfParams) => Promise<Bytes>;

const argon2id = (mebibytes: number, iterations: number): KdfParams => ({
  name: "argon2id",
  memory: mebibytes * 1024,
  iterations,
  parallelism: 1,
});

/** Never less than the first (OWASP, Password Storage); more where the tablet makes it in time. */
export const LADDER: readonly [KdfParams, ...KdfParams[]] = [
  argon2id(46, 1),
  argon2id(64, 1),
  argon2id(64, 2),
  argon2id(64, 3),
];

/** The longest that opening may take, in milliseconds. */
export const LONGEST = 1500;

/** Argon2id on this thread. */
export const deriveHere: Derive = async (...question) => {
  const { argon2 } = await import("./argon2.ts");
  return argon2(...question);
};

/**
 * Argon2id in a worker, so that the page goes on; on this thread where there are no workers (Node). The worker's code
 * travels inside the application: a file of its own would lie outside what the service worker answers for.
 */
export const derive: Derive = async (passphrase, salt, params) => {
  if (typeof Worker === "undefined") return deriveHere(passphrase, salt, params);
  const { default: KdfWorker } = await import("./kdf.worker.ts?worker&inline");
  const worker = new KdfWorker();
  return new Promise<Bytes>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Bytes | null>) =>
      data ? resolve(data) : reject(new Error("the key could not be made on this tablet"));
    worker.onerror = () => resolve(deriveHere(passphrase, salt, params));
    worker.postMessage({ passphrase, salt, params });
  }).finally(() => worker.terminate());
};

/**
 * The slowest step of the ladder that this tablet makes within `LONGEST`. A step is only tried when the one before says
 * that it may be made in time; one that fails (no memory) ends the search. `clock` in milliseconds.
 */
export async function calibrate(make: Derive = derive, clock: () => number = () => performance.now()): Promise<KdfParams> {
  let [chosen] = LADDER;
  let took = await timed(make, chosen, clock);
  for (const step of LADDER.slice(1)) {
    const factor = (step.memory * step.iterations) / (chosen.memory * chosen.iterations);
    if (took * factor > LONGEST) break;
    try {
      took = await timed(make, step, clock);
    } catch {
      break;
    }
    if (took > LONGEST) break;
    chosen = step;
  }
  return chosen;
}

async function timed(make: Derive, params: KdfParams, clock: () => number): Promise<number> {
  const start = clock();
  await make("patru vorbe de probă", new Uint8Array(16), params);
  return clock() - start;
}
