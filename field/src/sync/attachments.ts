// Sending photos and signatures: after all text, in parts, going on where the connection broke off.

import type { AttachmentRow, Command } from "../kernel/types.ts";
import { CHUNK } from "../store/files.ts";
import type { KeptFile, Store } from "../store/types.ts";
import { Trouble, type Wire } from "./wire.ts";

/**
 * The files that the server waits for: kept here, and spoken of by something that the server knows. One that was sent is
 * sent again when the server says that it does not have it: a backup may have brought back a day without it.
 */
export function unsentFiles(store: Store): KeptFile[] {
  const known = new Set<string>();
  for (const { envelope, state, status } of store.outbox.entries) {
    if (state === "sent" && status !== "rejected") known.add(String(digestIn(envelope.command)));
  }
  const lacking = new Set<string>();
  for (const { digest, is_complete } of store.rows.ofKind<AttachmentRow>("attachment")) {
    known.add(digest);
    if (!is_complete) lacking.add(digest);
  }
  return store.files.list.filter(({ digest, sent, here }) => here && (sent ? lacking.has(digest) : known.has(digest)));
}

/** The files that are on their way, for the person to know: one that no act speaks of belongs to a form still being filled in. */
export function waitingFiles(store: Store): KeptFile[] {
  const spoken = store.outbox.entries.filter(({ status }) => status !== "rejected");
  const digests = new Set(spoken.map(({ envelope }) => digestIn(envelope.command)));
  return store.files.list.filter(({ digest, sent, here }) => here && !sent && digests.has(digest));
}

function digestIn(command: Command): unknown {
  return command.kind === "AttachFile" ? command["digest"] : undefined;
}

/**
 * Sends them all; how many arrived. Rejects with `Trouble` when the connection breaks; one that is refused does not
 * hold up the others.
 */
export async function sendFiles(wire: Wire, store: Store): Promise<number> {
  let arrived = 0;
  for (const file of unsentFiles(store)) {
    try {
      await sendFile(wire, store, file);
      arrived += 1;
    } catch (trouble) {
      if (!(trouble instanceof Trouble) || trouble.kind !== "refused") throw trouble;
    }
  }
  return arrived;
}

async function sendFile(wire: Wire, store: Store, { digest, size }: KeptFile): Promise<void> {
  const path = `/api/sync/attachments/${digest}`;
  const asked = await wire.ask(path, { method: "HEAD", also: [404] });
  let { offset, isComplete } = placeIn(asked);
  for (let mismatches = 0; !isComplete; ) {
    const part = await partAt(store, digest, offset);
    if (!part) return;
    const headers = { "Upload-Offset": String(offset), "Upload-Length": String(size) };
    const type = { "Content-Type": "application/offset+octet-stream" };
    const sending = { method: "PATCH", headers: { ...headers, ...type }, body: part, also: [409, 422] };
    const answer = await wire.ask(path, sending);
    // What arrived is not what was sent: once more from the beginning.
    if (answer.status === 422 && (mismatches += 1) > 1) throw new Trouble("refused", { status: 422 });
    const before: number = offset;
    offset = placeIn(answer).offset;
    isComplete = answer.status === 204 && (placeIn(answer).isComplete || offset >= size);
    if (answer.status === 204 && offset <= before && !isComplete) throw new Trouble("torn");
  }
  await store.files.markSent(digest);
}

function placeIn({ headers }: Response): { offset: number; isComplete: boolean } {
  const offset = Number(headers.get("Upload-Offset") ?? 0);
  return { offset: Number.isFinite(offset) ? offset : 0, isComplete: headers.get("Upload-Complete") === "1" };
}

/** From `offset` to the end of the piece in which it lies. */
async function partAt(store: Store, digest: string, offset: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const start = Math.floor(offset / CHUNK) * CHUNK;
  const piece = await store.files.chunk(digest, start);
  return piece && piece.length > offset - start ? piece.slice(offset - start) : undefined;
}
