// Photos and signatures: sealed piece by piece under the digest of what they are, read back piece by piece to be sent.

import { seal, unseal } from "../vault/seal.ts";
import type { Bytes, OpenVault } from "../vault/types.ts";
import type { Database } from "./database.ts";
import { Queue } from "./queue.ts";
import { STORE, type ChunkRecord } from "./schema.ts";
import type { Files, KeptFile } from "./types.ts";

/** Bytes of a piece; the server takes no longer ones. */
export const CHUNK = 256 * 1024;

/** Files up to this many bytes stay after they were sent: signatures, small pictures. */
const SMALL = 128 * 1024;
/** Larger ones stay for so long, in milliseconds, should the server go back to a backup. */
const KEPT = 30 * 86_400_000;

/** The files of an open vault. */
export class SealedFiles implements Files {
  readonly #database: Database;
  readonly #vault: OpenVault;
  readonly #now: () => Date;
  readonly #files = new Map<string, KeptFile>();
  readonly #queue = new Queue();

  constructor(database: Database, vault: OpenVault, now: () => Date) {
    this.#database = database;
    this.#vault = vault;
    this.#now = now;
  }

  get list(): readonly KeptFile[] {
    return [...this.#files.values()];
  }

  keep(bytes: Bytes): Promise<string> {
    return this.#queue.run(async () => {
      const digest = await digestOf(bytes);
      const before = this.#files.get(digest);
      if (before?.here) return digest;
      const keptAt = this.#now().toISOString();
      const file: KeptFile = { digest, size: bytes.length, keptAt, sent: before?.sent ?? false, here: true };
      const chunks = await Promise.all(piecesOf(bytes).map((piece, index) => this.#sealed(digest, index, piece)));
      await this.#database.write([STORE.files, STORE.chunks], "strict", (at) => {
        for (const chunk of chunks) at.put(STORE.chunks, chunk);
        at.put(STORE.files, file);
      });
      this.#files.set(digest, file);
      return digest;
    });
  }

  async open(digest: string): Promise<Bytes | undefined> {
    const file = this.#files.get(digest);
    if (!file?.here) return undefined;
    const whole = new Uint8Array(file.size);
    for (let offset = 0; offset < file.size; offset += CHUNK) {
      const piece = await this.chunk(digest, offset);
      if (!piece) return undefined;
      whole.set(piece, offset);
    }
    return whole;
  }

  async chunk(digest: string, offset: number): Promise<Bytes | undefined> {
    const index = offset / CHUNK;
    const record = await this.#database.get<ChunkRecord>(STORE.chunks, [digest, index]);
    return record && unseal(this.#vault.dataKey, record.sealed, this.#about(digest, index));
  }

  markSent(digest: string): Promise<void> {
    return this.#queue.run(async () => {
      const file = this.#files.get(digest);
      if (!file || file.sent) return;
      const sent = { ...file, sent: true };
      await this.#database.write([STORE.files], "relaxed", (at) => at.put(STORE.files, sent));
      this.#files.set(digest, sent);
    });
  }

  prune(isTight: boolean): Promise<void> {
    return this.#queue.run(async () => {
      const old = new Date(this.#now().getTime() - KEPT).toISOString();
      const large = this.list.filter(({ sent, here, size }) => sent && here && size > SMALL);
      const gone = large.filter(({ keptAt }) => isTight || keptAt < old).map((file) => ({ ...file, here: false }));
      if (gone.length === 0) return;
      await this.#database.write([STORE.files, STORE.chunks], "relaxed", (at) => {
        for (const file of gone) {
          at.put(STORE.files, file);
          at.delete(STORE.chunks, chunksOf(file.digest));
        }
      });
      for (const file of gone) this.#files.set(file.digest, file);
    });
  }

  discard(digest: string): Promise<void> {
    return this.#queue.run(async () => {
      await this.#database.write([STORE.files, STORE.chunks], "relaxed", (at) => {
        at.delete(STORE.files, digest);
        at.delete(STORE.chunks, chunksOf(digest));
      });
      this.#files.delete(digest);
    });
  }

  /** Reads which files there are; their bytes stay on the disk. */
  async load(): Promise<void> {
    for (const file of await this.#database.all<KeptFile>(STORE.files)) this.#files.set(file.digest, file);
  }

  async #sealed(digest: string, index: number, piece: Bytes): Promise<ChunkRecord> {
    return { digest, index, sealed: await seal(this.#vault.dataKey, piece, this.#about(digest, index)) };
  }

  #about(digest: string, index: number): string {
    return `${this.#vault.id}/${digest}/${index}`;
  }
}

/** SHA-256 in hexadecimal. */
export async function digestOf(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const piecesOf = (bytes: Bytes): Bytes[] =>
  Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) => bytes.slice(index * CHUNK, (index + 1) * CHUNK));

const chunksOf = (digest: string): IDBKeyRange => IDBKeyRange.bound([digest, 0], [digest, Number.MAX_SAFE_INTEGER]);
