// When to send and fetch: on every sign of a connection, now and then, and when asked; one at a time on the tablet.
// Work never waits for it.

import type { Outside } from "../kernel/outside.ts";
import type { Id } from "../kernel/types.ts";
import { Trouble } from "./wire.ts";

/** Between two attempts when all went well; after a command; the first and the longest wait after trouble. */
const EVERY = 5 * 60_000;
const SOON = 1500;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** What the last attempt came to. */
export type Ended = { readonly state: "well" } | { readonly state: "trouble"; readonly trouble: Trouble };

export interface Work {
  /** One whole exchange with the server. Rejects with `Trouble`. */
  exchange(): Promise<void>;
  /** An attempt ended. */
  ended(ended: Ended): void;
  /** The tablet must not ask any more: the server put it out of use. */
  isOver(): boolean;
}

export class Engine {
  readonly #outside: Pick<Outside, "locks" | "schedule" | "watch" | "random">;
  readonly #name: string;
  readonly #work: Work;
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #cancel: (() => void) | null = null;
  #unwatch: (() => void) | null = null;
  #isStopped = true;

  constructor(outside: Pick<Outside, "locks" | "schedule" | "watch" | "random">, vaultId: Id, work: Work) {
    this.#outside = outside;
    this.#name = `impreuna-sync-${vaultId}`;
    this.#work = work;
  }

  /** From now on it works by itself. */
  start(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#unwatch = this.#outside.watch?.(() => this.#at(0)) ?? null;
    this.#at(0);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#unwatch?.();
  }

  /** Something new waits to be sent. */
  soon(): void {
    if (this.#failures === 0) this.#at(SOON);
  }

  /** Exchanges now; after the attempt that is under way, if one is. Never rejects. */
  async now(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#once();
    } while (this.#again && this.#failures === 0);
    if (!this.#isStopped && !this.#work.isOver()) this.#at(this.#failures === 0 ? EVERY : this.#wait);
  }

  #wait = FIRST_WAIT;

  async #once(): Promise<void> {
    if (this.#work.isOver()) return;
    try {
      await this.#outside.locks.request(this.#name, () => this.#work.exchange());
      this.#failures = 0;
      this.#work.ended({ state: "well" });
    } catch (error) {
      const trouble = error instanceof Trouble ? error : ofTablet(error);
      this.#failures += 1;
      this.#wait = this.#waitAfter(trouble);
      this.#work.ended({ state: "trouble", trouble });
    }
  }

  // Longer after each failure, and never all tablets of a village at once.
  #waitAfter({ retryAfter }: Trouble): number {
    if (retryAfter !== null) return (retryAfter + this.#chance() * 5) * 1000;
    return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1)) * (0.5 + this.#chance());
  }

  #chance(): number {
    return this.#outside.random(new Uint8Array(1))[0]! / 256;
  }

  #at(milliseconds: number): void {
    if (this.#isStopped) return;
    this.#cancel?.();
    this.#cancel = this.#outside.schedule(milliseconds, () => void this.now());
  }
}

// What the tablet itself could not do: it is too full, or something is wrong with it.
function ofTablet(error: unknown): Trouble {
  return new Trouble((error as Error | null)?.name === "NoSpace" ? "full" : "failed", { reason: String(error) });
}
