// Wrong passphrases: each costs a longer wait. They never cost what was written: only guessing is slowed.

import type { Moment } from "../kernel/types.ts";

/** How often it went wrong since the vault was last opened, and when last, by the tablet's clock. */
export interface Tries {
  readonly wrong: number;
  readonly lastAt: Moment | null;
}

export const NO_TRIES: Tries = { wrong: 0, lastAt: null };

/** Seconds to wait after so many wrong ones; the last holds for all further. */
const PAUSES = [0, 0, 0, 5, 15, 60, 300, 900] as const;

const pauseAfter = (wrong: number): number => PAUSES[Math.min(wrong, PAUSES.length - 1)] ?? 0;

/** Whole seconds until the next try; a clock that was turned back makes it no longer than the pause itself. */
export function waitSeconds({ wrong, lastAt }: Tries, now: Date): number {
  if (lastAt === null) return 0;
  const pause = pauseAfter(wrong);
  const passed = (now.getTime() - Date.parse(lastAt)) / 1000;
  return passed < 0 ? pause : Math.max(0, Math.ceil(pause - passed));
}

/** One more. */
export const wrongAgain = (tries: Tries, now: Date): Tries => ({ wrong: tries.wrong + 1, lastAt: now.toISOString() });
