// The door of this browser: one for the whole page.

import { browser } from "../../kernel/outside.ts";
import { Door } from "../../session/door.ts";
import { holdUpdates } from "../../ui/updates.ts";
import type { Doorway } from "./doorway.ts";

const VERSION = "0.1.0";

export const doorway: Doorway = new Door({ ...browser(VERSION), typing: holdUpdates });

/** The office's sign-in page; afterwards the browser comes back to where a person is added. */
export const SIGN_IN = "/cont/login/?next=/teren/%23/inscriere";
/** The address at which the door opens on adding a person. */
export const ENROLLING = "#/inscriere";

export type WordList = typeof import("../../vault/words.ts");

/** The 2,048 words: fetched only where a passphrase is made or typed. */
export function wordList(): Promise<WordList> {
  return import("../../vault/words.ts");
}
