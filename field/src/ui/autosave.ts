// What is typed goes to the disk by itself: soon after a key, one writing after another, and never after the end.

/** It is written within this time of a key, milliseconds, however long somebody goes on typing. */
const PAUSE = 400;

export class Autosave {
  readonly #write: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isOver = false;

  /** `write` keeps what stands there when it is called, nothing if that is kept already, and never rejects. */
  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Something was typed. */
  soon(): void {
    if (!this.#isOver) this.#timer ??= setTimeout(() => void this.flush(), PAUSE);
  }

  /** Writes now, after what is being written already. */
  flush(): Promise<void> {
    this.#clear();
    this.#writing = this.#writing.then(() => (this.#isOver ? undefined : this.#write()));
    return this.#writing;
  }

  /** Nothing is written any more. Resolves when nothing is being written: it would come back after the draft is gone. */
  stop(): Promise<void> {
    this.#clear();
    this.#isOver = true;
    return this.#writing;
  }

  /** Goes on: what the draft was to become was not kept. */
  resume(): void {
    this.#isOver = false;
  }

  /** Writes when the page goes out of sight; the answer ends that, with a last writing. */
  watch(): () => Promise<void> {
    const leaving = (): void => void (document.visibilityState === "hidden" && this.flush());
    const gone = (): void => void this.flush();
    document.addEventListener("visibilitychange", leaving);
    window.addEventListener("pagehide", gone);
    return () => {
      document.removeEventListener("visibilitychange", leaving);
      window.removeEventListener("pagehide", gone);
      return this.flush();
    };
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
