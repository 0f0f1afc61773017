// The door of this browser: one for the whole page.

import { browser } from "../../kernel/outside.ts";
import { holdUpdates } from "../../ui/updates.ts";
import type { Doorway } from "./doorway.ts";

const VERSION = "0.1.0";

// Fetched beside the page: keys, store and sending are nothing that the door shows.
const door = import("../../session/door.ts").then(({ Door }) => new Door({ ...browser(VERSION), typing: holdUpdates }));

export const doorway: Doorway = {
  list: async () => (await door).list(),
  enter: async (...asked) => (await door).enter(...asked),
  enterByPasskey: async (...asked) => (await door).enterByPasskey(...asked),
  standing: async (...asked) => (await door).standing(...asked),
  signedIn: async () => (await door).signedIn(),
  enrol: async (...asked) => (await door).enrol(...asked),
  unsent: async (...asked) => (await door).unsent(...asked),
  handOver: async (...asked) => (await door).handOver(...asked),
  forget: async (...asked) => (await door).forget(...asked),
  train: async () => (await door).train(),
};

/** The office's sign-in page; afterwards the browser comes back to where a person is added. */
export const SIGN_IN = "/cont/login/?next=/teren/%23/inscriere";
/** The address at which the door opens on adding a person. */
export const ENROLLING = "#/inscriere";

export type WordList = typeof import("../../vault/words.ts");

/** The 2,048 words: fetched only where a passphrase is made or typed. */
export function wordList(): Promise<WordList> {
  return import("../../vault/words.ts");
}
