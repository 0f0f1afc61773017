// Whether the screen shows anything: open, covered until six digits are typed, or closed for good. Digits are kept in
// memory only, and only uncover what the passphrase has opened.

/** Wrong digits until only the passphrase opens again. */
const TRIES = 5;

export class Screen {
  #standing: "open" | "covered" | "closed" = "open";
  #pin = "";
  #wrong = 0;
  #held = 0;
  #isClosing = false;
  readonly #changed: () => void;
  readonly #closed: () => void;

  /** `changed` is called after every change, `closed` once, when it closes. */
  constructor(changed: () => void, closed: () => void) {
    this.#changed = changed;
    this.#closed = closed;
  }

  get standing(): "open" | "covered" | "closed" {
    return this.#standing;
  }

  get hasPin(): boolean {
    return this.#pin !== "";
  }

  get isHeld(): boolean {
    return this.#held > 0;
  }

  setPin(pin: string): void {
    this.#pin = pin;
    this.#changed();
  }

  /** "open", or how many tries are left after a wrong one; none left closes. */
  uncover(pin: string): "open" | number {
    if (this.#standing === "open") return "open";
    if (this.#standing === "closed") return 0;
    this.#wrong = pin === this.#pin ? 0 : this.#wrong + 1;
    if (this.#wrong >= TRIES) this.close();
    if (this.#wrong > 0) return TRIES - this.#wrong;
    this.#standing = "open";
    this.#changed();
    return "open";
  }

  /** Covers with digits set; closes without, but not while something is being typed: then as soon as it is kept. */
  lock(): void {
    if (this.#standing === "closed") return;
    if (!this.hasPin) {
      if (this.isHeld) this.#isClosing = true;
      else this.close();
      return;
    }
    this.#standing = "covered";
    this.#changed();
  }

  close(): void {
    if (this.#standing === "closed") return;
    this.#standing = "closed";
    this.#pin = "";
    this.#closed();
    this.#changed();
  }

  hold(): () => void {
    this.#held += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#held -= 1;
      if (this.#held === 0 && this.#isClosing) this.close();
    };
  }
}
