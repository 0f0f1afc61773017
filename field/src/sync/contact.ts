// The server's clock, as far as this tablet can know it. The tablet's own may be wrong, and may be turned.

import type { Moment } from "../kernel/types.ts";

/** Clocks differ by minutes without anybody's will. */
const TOLERANCE = 10 * 60_000;

export class Clock {
  readonly #here: () => number;
  /** By how much the server's clock is ahead of the tablet's, in milliseconds. */
  #ahead: number;
  #last: number;

  /** `ahead`: what was known before; `lastRecorded`: the moment of the latest command. */
  constructor(here: () => number, ahead: number, lastRecorded: number) {
    this.#here = here;
    this.#ahead = ahead;
    this.#last = lastRecorded;
  }

  get ahead(): number {
    return this.#ahead;
  }

  /** Milliseconds since 1970: never before what was recorded last. */
  now(): number {
    return Math.max(this.#here() + this.#ahead, this.#last);
  }

  recorded(moment: Moment): void {
    this.#last = Math.max(this.#last, Date.parse(moment));
  }

  /** The server said its time. What was recorded by a clock that ran ahead binds nobody any more. */
  heard(serverTime: Moment): void {
    const server = Date.parse(serverTime);
    if (Number.isNaN(server)) return;
    this.#ahead = server - this.#here();
    if (this.#last > server + TOLERANCE) this.#last = 0;
  }
}
