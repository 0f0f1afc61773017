// A form that is being filled in, kept on the tablet at every pause: nothing typed is lost, whatever happens to the page.

import type { Id, Moment } from "../kernel/types.ts";
import type { Draft, Drafts } from "../session/session.ts";

/** How long after something was typed it is kept at the latest, milliseconds. */
export const PAUSE = 400;

/** What the draft is: which form, about which household, how the list of drafts names it. */
export interface Head {
  readonly id: Id;
  readonly purpose: string;
  readonly about: Id;
  readonly title: string;
  readonly started_at: Moment;
}

/** Keeps the content of one form. `onKept` tells how it went: null, or the error. */
export class Autosave {
  readonly #drafts: Pick<Drafts, "save" | "discard">;
  readonly #head: Head;
  readonly #now: () => Date;
  readonly #onKept: (error: unknown) => void;
  #kept: string;
  #content: Draft["content"] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** `content` is what is kept already, or the empty form: that alone makes no draft. */
  constructor(drafts: Pick<Drafts, "save" | "discard">, head: Head, content: Draft["content"], now: () => Date, onKept: (error: unknown) => void) {
    this.#drafts = drafts;
    this.#head = head;
    this.#kept = JSON.stringify(content);
    this.#now = now;
    this.#onKept = onKept;
  }

  /** The form holds this now; it is kept within `PAUSE`. */
  note(content: Draft["content"]): void {
    this.#content = content;
    if (JSON.stringify(content) === this.#kept) return;
    this.#timer ??= setTimeout(() => void this.flush(), PAUSE);
  }

  /** Keeps now what was noted. Never rejects. */
  flush(): Promise<void> {
    this.#stopTimer();
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  /** Keeps nothing any more, and waits for what is being kept: the draft can then be thrown away for good. */
  async stop(): Promise<void> {
    this.#stopTimer();
    this.#content = null;
    await this.#saving;
  }

  async #save(): Promise<void> {
    const content = this.#content;
    const text = JSON.stringify(content);
    if (content === null || text === this.#kept) return;
    try {
      await this.#drafts.save({ ...this.#head, saved_at: this.#now().toISOString(), content });
      this.#kept = text;
      this.#onKept(null);
    } catch (error) {
      this.#onKept(error);
    }
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
