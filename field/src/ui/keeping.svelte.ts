// A form that is kept while it is typed: saved at every pause, resumed where it was left, sent with its draft.

import { getContext, onMount, setContext, untrack } from "svelte";
import type { Card, Command, Id } from "../kernel/types.ts";
import type { Live } from "../live.svelte.ts";
import type { Draft, Fields } from "../session/session.ts";
import { Autosave } from "./autosave.ts";
import { freshId } from "./ids.ts";

type Content = Readonly<Record<string, unknown>>;
type Head = Pick<Draft, "purpose" | "about" | "title">;

/** What a form begins from: a draft, a refused command to correct, or neither. */
export interface Beginning {
  readonly draft?: Draft | undefined;
  readonly card?: Card | undefined;
}

/** Under this name a draft remembers which refused command it corrects. */
const CARD = "card";
/** And under this one, of which refused command it keeps the words in another form. */
export const SOURCE = "source";

/**
 * What the address asks for (`?ciorna=…`, `?card=…` to correct a refused command, `?din=…` to keep its words elsewhere),
 * else the unfinished form of this purpose about `about`.
 */
export async function beginningOf(open: Live, purpose: string, about: Id | null): Promise<Beginning> {
  const query = new URLSearchParams(location.hash.split("?", 2)[1] ?? "");
  const [named, corrected, source] = [query.get("ciorna"), query.get("card"), query.get("din")];
  const own = open.drafts.list().filter((head) => head.purpose === purpose && head.about === about);
  const drafts = await Promise.all((named ? [named] : own.map(({ id }) => id)).map((id) => open.drafts.open(id)));
  // A form that corrects something is not gone on with by somebody who begins a new one.
  const isMeant = ({ content }: Draft): boolean => (content[CARD] ?? "") === (corrected ?? "") && (content[SOURCE] ?? "") === (source ?? "");
  const draft = drafts.find((each) => each !== undefined && (named !== null || isMeant(each)));
  const refused = corrected ?? draft?.content[CARD];
  return { draft, card: open.session.cards.find(({ envelope }) => envelope.command.id === refused) };
}

const KEPT = Symbol("keeping");

/** How the form around a component is kept; undefined where it is not. */
export const keepingHere = (): Keeping | undefined => getContext(KEPT);

/** Made while a component starts. `content`, and `head`, what the draft is about, are read reactively. */
export class Keeping {
  readonly #open: Live;
  readonly #card: Card | undefined;
  readonly #id: Id;
  readonly #startedAt: string;
  // What stands there now. The last writing comes when the form has left the page: then it cannot be asked any more.
  #typed = "";
  #head: Head;
  #saved = "";
  #isKept: boolean;
  #release: (() => void) | undefined;
  readonly #autosave = new Autosave(() => this.#save());
  #isFull = $state(false);
  #savedAt = $state("");

  constructor(open: Live, beginning: Beginning, head: () => Head, content: () => Content) {
    this.#open = open;
    this.#head = untrack(head);
    this.#card = beginning.card;
    this.#isKept = beginning.draft !== undefined;
    this.#id = beginning.draft?.id ?? freshId();
    this.#startedAt = beginning.draft?.started_at ?? untrack(() => open.session.now().toISOString());
    setContext(KEPT, this);
    $effect(() => this.#notice(JSON.stringify(content()), head()));
    onMount(() => {
      const ending = this.#autosave.watch();
      return () => void ending().finally(() => this.#letGo());
    });
  }

  /** When what stands there was kept on the tablet; empty while it is not. */
  get savedAt(): string {
    return this.#savedAt;
  }

  /** Whether the tablet had no room for the draft. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Carries out the command, or sends the corrected one again; the draft goes with it. */
  async send(kind: string, fields: Fields): Promise<Command> {
    await this.#autosave.stop();
    try {
      const sent = this.#card
        ? await this.#open.session.sendAgain(this.#card, fields)
        : await this.#open.session.carryOut(kind, fields, this.#isKept ? this.#id : undefined);
      if (this.#card) await this.#discardDraft();
      return sent;
    } catch (error) {
      this.#autosave.resume();
      throw error;
    }
  }

  /** Throws the draft away: nothing of the form is kept. */
  async discard(): Promise<void> {
    await this.#autosave.stop();
    await this.#discardDraft();
  }

  async #save(): Promise<void> {
    const typed = this.#typed;
    if (typed === this.#saved) return;
    const corrects = this.#card ? { [CARD]: this.#card.envelope.command.id } : {};
    const saved_at = untrack(() => this.#open.session.now().toISOString());
    try {
      await this.#open.session.drafts.save({ ...this.#head, id: this.#id, started_at: this.#startedAt, saved_at, content: { ...(JSON.parse(typed) as Content), ...corrects } });
      [this.#saved, this.#isKept, this.#isFull, this.#savedAt] = [typed, true, false, saved_at];
      if (this.#typed === typed) this.#letGo();
    } catch {
      this.#isFull = true;
    }
  }

  #notice(typed: string, head: Head): void {
    if (this.#saved === "") this.#saved = typed;
    [this.#typed, this.#head] = [typed, head];
    if (typed === this.#saved) return;
    // Nothing closes over what is not on the disk yet; Form holds while somebody types.
    this.#release ??= untrack(() => this.#open.session.hold());
    this.#autosave.soon();
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #discardDraft(): Promise<void> {
    if (this.#isKept) await this.#open.session.drafts.discard(this.#id);
  }
}
