// A form that is kept while it is typed: saved at every pause, resumed where it was left, sent with its draft.

import { onMount, untrack } from "svelte";
import type { Card, Command, Id } from "../kernel/types.ts";
import type { Live } from "../live.svelte.ts";
import type { Draft, Fields } from "../session/session.ts";
import { freshId } from "./ids.ts";

type Content = Readonly<Record<string, unknown>>;
type Head = () => { readonly purpose: string; readonly about: Id; readonly title: string };

/** What a form begins from: a draft, a refused command to correct, or neither. */
export interface Beginning {
  readonly draft?: Draft | undefined;
  readonly card?: Card | undefined;
}

/** What the address asks for (`?ciorna=…`, `?card=…`), else the unfinished form of this purpose about `about`. */
export async function beginningOf(open: Live, purpose: string, about: Id | null): Promise<Beginning> {
  const query = new URLSearchParams(location.hash.split("?", 2)[1] ?? "");
  const [named, refused] = [query.get("ciorna"), query.get("card")];
  const card = (id: unknown): Card | undefined => open.session.cards.find(({ envelope }) => envelope.command.id === id);
  const own = open.drafts.list().find((head) => head.purpose === purpose && head.about === about);
  const id = named ?? (refused ? undefined : own?.id);
  const draft = id ? await open.drafts.open(id) : undefined;
  return { draft, card: card(refused ?? draft?.content[CARD]) };
}

/** What was typed is kept within this time, milliseconds, however long somebody goes on typing. */
const PAUSE = 400;
/** Under this name a draft remembers which refused command it corrects. */
const CARD = "card";

/** Made while a component starts. `content` is read reactively; `head` says what the draft is about, when it is saved. */
export class Keeping {
  readonly #open: Live;
  readonly #head: Head;
  readonly #content: () => Content;
  readonly #card: Card | undefined;
  readonly #id: Id;
  readonly #startedAt: string;
  #saved = "";
  #isKept: boolean;
  #isOver = false;
  #release: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #isFull = $state(false);

  constructor(open: Live, beginning: Beginning, head: Head, content: () => Content) {
    this.#open = open;
    this.#head = head;
    this.#content = content;
    this.#card = beginning.card;
    this.#isKept = beginning.draft !== undefined;
    this.#id = beginning.draft?.id ?? freshId();
    this.#startedAt = beginning.draft?.started_at ?? untrack(() => open.session.now().toISOString());
    $effect(() => this.#notice(JSON.stringify(this.#content())));
    onMount(() => {
      const leaving = (): void => void (document.visibilityState === "hidden" && this.flush());
      document.addEventListener("visibilitychange", leaving);
      return () => {
        document.removeEventListener("visibilitychange", leaving);
        void this.flush().finally(() => this.#letGo());
      };
    });
  }

  /** Whether the tablet had no room for the draft. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Carries out the command, or sends the corrected one again; the draft goes with it. */
  async send(kind: string, fields: Fields): Promise<Command> {
    await this.#stop();
    try {
      const sent = this.#card
        ? await this.#open.session.sendAgain(this.#card, fields)
        : await this.#open.session.carryOut(kind, fields, this.#isKept ? this.#id : undefined);
      if (this.#card) await this.#discardDraft();
      return sent;
    } catch (error) {
      this.#isOver = false;
      throw error;
    }
  }

  /** Throws the draft away: nothing of the form is kept. */
  async discard(): Promise<void> {
    await this.#stop();
    await this.#discardDraft();
  }

  /** Saves now what was typed since the last time, after what is being saved already. Never rejects. */
  flush(): Promise<void> {
    this.#stopTimer();
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const typed = this.#typed();
    const corrects = this.#card ? { [CARD]: this.#card.envelope.command.id } : {};
    if (this.#isOver || this.#saved === "" || typed === this.#saved) return;
    const saved_at = untrack(() => this.#open.session.now().toISOString());
    const about = untrack(() => this.#head());
    try {
      await this.#open.session.drafts.save({ ...about, id: this.#id, started_at: this.#startedAt, saved_at, content: { ...(JSON.parse(typed) as Content), ...corrects } });
      [this.#saved, this.#isKept, this.#isFull] = [typed, true, false];
      if (this.#typed() === typed) this.#letGo();
    } catch {
      this.#isFull = true;
    }
  }

  #typed(): string {
    return untrack(() => JSON.stringify(this.#content()));
  }

  // What is being saved is waited for: it would come back after the draft is gone.
  async #stop(): Promise<void> {
    this.#stopTimer();
    this.#isOver = true;
    await this.#saving;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #notice(typed: string): void {
    if (this.#saved === "") this.#saved = typed;
    if (typed === this.#saved || this.#isOver) return;
    // Nothing closes over what is not on the disk yet; Form holds while somebody types.
    this.#release ??= untrack(() => this.#open.session.hold());
    this.#timer ??= setTimeout(() => void this.flush(), PAUSE);
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #discardDraft(): Promise<void> {
    if (this.#isKept) await this.#open.session.drafts.discard(this.#id);
  }
}
