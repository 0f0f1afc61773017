// Whether the screen shows anything: open, covered until six digits are typed, or closed for good. The rules are those
// of vault/lock.ts; here they meet the person, and a form that is being filled in.

import { isPin, isRight, next, openedAt, PINS, pinOf, type Lock, type LockEvent, type Pin } from "../vault/lock.ts";

/** What the person does that the lock is told of. */
export type Sign = "active" | "hidden" | "shown";

export class Screen {
  #lock: Lock;
  #pin: Pin | null = null;
  #held = 0;
  readonly #now: () => number;
  readonly #changed: () => void;
  readonly #closed: () => void;

  /** `changed` is called after every change, `closed` once, when it closes; `now` is the tablet's own clock. */
  constructor(now: () => number, changed: () => void, closed: () => void) {
    this.#lock = openedAt(now());
    this.#now = now;
    this.#changed = changed;
    this.#closed = closed;
  }

  get standing(): "open" | "covered" | "closed" {
    return this.#lock.state === "locked" ? "covered" : this.#lock.state;
  }

  get hasPin(): boolean {
    return this.#lock.hasPin;
  }

  /** The PIN as it may be kept. Rejects with a `RangeError` for what may not be one (`isPin`). */
  async setPin(typed: string): Promise<Pin> {
    if (!isPin(typed)) throw new RangeError("no PIN");
    const pin = await pinOf(typed);
    this.takePin(pin);
    return pin;
  }

  /** A PIN that was set before. */
  takePin(pin: Pin): void {
    this.#pin = pin;
    this.#take({ type: "pin_set", has: true, at: this.#now() });
  }

  /** "open", or how many tries are left after a wrong one; none left closes. */
  async uncover(typed: string): Promise<"open" | number> {
    if (this.standing === "covered" && this.#pin) {
      const right = await isRight(this.#pin, typed);
      this.#take({ type: "pin", right, at: this.#now() });
    }
    if (this.standing === "open") return "open";
    return this.standing === "closed" ? 0 : PINS - this.#lock.wrongPins;
  }

  /** The person gave a sign of life, or went away. */
  sign(type: Sign): void {
    this.#take({ type, at: this.#now() });
  }

  /** Time has passed. */
  tick(): void {
    this.#take({ type: "tick", at: this.#now() });
  }

  /** Covers with a PIN; closes without, but not while something is being typed: then as soon as it is kept. */
  lock(): void {
    this.#take({ type: "lock", at: this.#now() });
  }

  close(): void {
    this.#become(next(this.#lock, { type: "close", at: this.#now() }));
  }

  hold(): () => void {
    this.#held += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#held -= 1;
      if (this.#held > 0) return;
      for (const tell of this.#waiting.splice(0)) tell();
      if (this.#isLate) this.close();
      else this.tick();
    };
  }

  readonly #waiting: (() => void)[] = [];

  /** Once nothing that was typed waits to be kept any more; also after the screen has closed. */
  quiet(): Promise<void> {
    return this.#held === 0 ? Promise.resolve() : new Promise((tell) => this.#waiting.push(tell));
  }

  // She asked for the lock while something was being typed.
  #isLate = false;

  #take(event: LockEvent): void {
    const after = next(this.#lock, event);
    const isKeptOpen = after.state === "closed" && this.#held > 0 && !this.#lock.hasPin;
    if (!isKeptOpen) this.#become(after);
    // She was listening to the family for a long while, and goes on with the form.
    else if (event.type === "active") this.#lock = { ...this.#lock, lastActive: event.at, hiddenAt: null };
    else if (event.type === "lock") this.#isLate = true;
  }

  #become(after: Lock): void {
    const before = this.#lock;
    this.#lock = after;
    if (before.state === this.#lock.state && before.hasPin === this.#lock.hasPin) return;
    if (this.#lock.state === "closed") {
      this.#pin = null;
      this.#closed();
    }
    this.#changed();
  }
}
