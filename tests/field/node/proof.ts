// What worker.mjs needs of the proof.

import { fortnight } from "./fortnight.ts";
import { draw as drawn, FLAVOURS, type Schedule } from "./schedule.ts";

export { Killed } from "./life.ts";
export { Play } from "./play.ts";

/** The schedule of this seed: of a flavour, or two weeks of work. */
export function draw(seed: number, flavour: string): Schedule {
  if (flavour === "fortnight") return fortnight(seed);
  const wanted = FLAVOURS[flavour];
  if (!wanted) throw new Error(`no flavour ${flavour}`);
  return drawn(seed, wanted);
}
