// Nothing of a family can be read on the disk: every record of every database is searched, in every writing.

import { describe, expect, it } from "vitest";

import type { Outcome } from "../kernel/types.ts";
import { toBase64, utf8 } from "../vault/seal.ts";
import { DEVICE_SECRET, OUTBOX_KEY, PASSPHRASE } from "../vault/testing/vaults.ts";
import { command, cursor, household, membership, newStore, note, person, type Kept } from "./testing/stores.ts";

const ME = { user_id: "u1", name: "Ana-Maria Ipătescu", initials: "A.I.", role: "social_worker" };
const REPORT = "Tatăl lucrează la Făgădău, vine duminica.";
const PHOTO = "SEMNATURA-LUI-ZAVOIANU";

const SECRETS = [
  ...["Zăvoianu", "Ștefana", "Strada Morii", "6990101991239", "Plânge des", "Ipătescu", "Făgădău", PHOTO, "Vizită la"],
  ...["Satul nu există", "Punctul Gării", DEVICE_SECRET, OUTBOX_KEY, PASSPHRASE, "cires luntre", "luntre", "gutui"],
];

/** The work of a day: rows, notes, a draft, commands sent and refused, a photo, lists, a passkey, another passphrase. */
async function aDaysWork(): Promise<Kept> {
  const kept = await newStore();
  const { store, vaults, vault } = kept;
  const rows = [household(3), person(4), membership(5), note(6), note(7, "Plânge des", null)];
  const meta = { me: ME as never, lists: { villages: [{ name: "Punctul Gării" }] }, settings: { last: "Zăvoianu" } };
  await store.applyPage({ rows, cursor: cursor(8), meta });
  await store.outbox.append(command("c1", { text: REPORT, last_name: "Zăvoianu" }));
  await store.outbox.append(command("c2", { text: REPORT }));
  const refused: Partial<Outcome> = { id: "c2", status: "rejected", sentence: "Satul nu există, Zăvoianu.", facts: { of: "Ștefana" } };
  await store.outbox.settle([{ original: null, n: 9, reason: "no", field: null, ...refused } as Outcome]);
  const head = { id: "d1", purpose: "visit", about: "h1", title: "Vizită la Zăvoianu", started_at: "", saved_at: "" };
  await store.drafts.save({ ...head, content: { report: REPORT } });
  await store.files.keep(utf8(PHOTO.repeat(20)));
  await vaults.changePassphrase(vault.id, PASSPHRASE, `${PASSPHRASE} Făgădău`);
  await vaults.open(vault.id, { passphrase: `Ștefana ${PASSPHRASE}` });
  return kept;
}

/** Everything in every database, names of stores and keys too, as bytes. */
async function dump(factory: IDBFactory): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const { name = "" } of await factory.databases()) {
    const database = await settled(factory.open(name));
    for (const store of Array.from(database.objectStoreNames)) {
      const at = database.transaction(store).objectStore(store);
      for (const value of [await settled(at.getAll()), await settled(at.getAllKeys())]) collect(value, found);
      collect([name, store], found);
    }
    database.close();
  }
  return found;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function collect(value: unknown, found: Uint8Array[]): void {
  if (value instanceof Uint8Array) found.push(value);
  else if (value instanceof ArrayBuffer) found.push(new Uint8Array(value));
  else if (value instanceof CryptoKey) throw new Error("a key lies on the disk");
  else if (Array.isArray(value)) for (const one of value) collect(one, found);
  else if (value !== null && typeof value === "object") collect([...Object.keys(value), ...Object.values(value)], found);
  else found.push(utf8(String(value)));
}

/** A text in the writings in which a careless program would leave it: UTF-8, UTF-16, base64 at any of three offsets. */
function writings(text: string): Uint8Array[] {
  const bytes = utf8(text);
  const wide = Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));
  const encoded = [0, 1, 2].map((shift) => {
    const start = new Uint8Array([...new Uint8Array(shift), ...bytes]);
    return utf8(toBase64(start).slice(shift === 0 ? 0 : 4, -4));
  });
  return [bytes, wide, ...encoded.filter((one) => one.length >= 8)];
}

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

const has = (dumped: readonly string[], text: string): boolean =>
  writings(text).some((writing) => dumped.some((bytes) => bytes.includes(latin1(writing))));

describe("on the disk", () => {
  it("there is work of a day, and no word of it", async () => {
    const { factory, vault } = await aDaysWork();
    const dumped = (await dump(factory)).map(latin1);
    expect(dumped.length).toBeGreaterThan(60);
    expect(SECRETS.filter((text) => has(dumped, text))).toEqual([]);
    expect(has(dumped, vault.id)).toBe(true);
  });

  it.each(["Zăvoianu", "6990101991239", DEVICE_SECRET])("%s would be found if it were there", (text) => {
    const wide = Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));
    const hidden = ["", "x", "xy"].map((before) => toBase64(utf8(`${before}${text}, etc.`)));
    for (const bytes of [latin1(utf8(`<${text}>`)), latin1(wide), ...hidden]) expect(has([bytes], text)).toBe(true);
  });
});
