// An interview that is being held: its draft in memory, what follows from it, and its way to the disk.

import type { Live } from "../live.svelte.ts";
import type { Household } from "../commune/views.ts";
import { dayOf } from "../kernel/time.ts";
import type { Id, PersonRow } from "../kernel/types.ts";
import type { Edition } from "../nomenclature/edition.ts";
import type { Lists } from "../nomenclature/lists.ts";
import type { Answer } from "../rules/types.ts";
import type { Draft, Fields, Session } from "../session/session.ts";
import { Autosave } from "../ui/autosave.ts";
import { homeOf } from "./rules/home.ts";
import { keep, keepTyped } from "./keeping.ts";
import { bringUpTo, read, type Notes, type Subject } from "./notes.ts";
import { Earlier, Sitting, type Table } from "./sitting.ts";

export const PURPOSE = "assessment";

// Interviews in memory go with their session.
const open = new WeakMap<Session, Map<Id, Held>>();

/** The interview of a draft, read once; null when there is none (recorded, or thrown away). */
export async function hold(live: Live, id: Id): Promise<Held | null> {
  const { session } = live;
  const known = open.get(session) ?? new Map<Id, Held>();
  open.set(session, known);
  const held = known.get(id);
  if (held) return held;
  const draft = await session.drafts.open(id);
  if (draft?.purpose !== PURPOSE) return null;
  // While it was being read another page may have asked for it too.
  const read = known.get(id) ?? new Held(live, draft);
  known.set(id, read);
  return read;
}

export class Held {
  readonly id: Id;
  readonly about: Id;
  notes: Notes = $state.raw()!;
  /** How the last writing went; `savedAt` is the moment of the last that did. */
  saving: "saved" | "waiting" | "failed" = $state("saved");
  savedAt: string = $state("");
  readonly #live: Live;
  readonly #session: Session;
  readonly #head: Omit<Draft, "content" | "saved_at">;
  readonly #autosave = new Autosave(() => this.#write());
  #before: Sitting | null = null;

  constructor(live: Live, { content, saved_at, ...head }: Draft) {
    this.#live = live;
    this.#session = live.session;
    this.#head = head;
    this.id = head.id;
    this.about = head.about;
    this.notes = read(content);
    this.savedAt = saved_at;
    // What the tablet has no words for any more is asked in those of today.
    if (!this.#session.lists.edition(this.notes.edition)) this.#take(bringUpTo(this.#session.lists.current, this.notes));
  }

  readonly #lists: Lists = $derived.by(() => this.#live.session.lists);
  readonly household: Household | undefined = $derived.by(() => this.#live.commune.household(this.about));
  readonly edition: Edition = $derived(this.#lists.wordsOf(this.notes.edition));
  readonly table: Table | null = $derived.by(() => {
    if (!this.household) return null;
    const { me } = this.#session;
    const today = dayOf(this.#session.now());
    const others = this.#asked.flatMap((id) => this.#live.commune.row<PersonRow>("person", id) ?? []);
    return {
      edition: this.edition,
      home: homeOf(this.household, others),
      members: this.household.members,
      parameters: this.#lists.parametersOn(today),
      rights: me,
      today,
    };
  });
  readonly sitting: Sitting | null = $derived.by(() => {
    this.#before = this.table && new Sitting(this.table, this.notes, this.#session.now().toISOString(), this.#before ?? undefined);
    return this.#before;
  });
  readonly earlier: Earlier | null = $derived(this.table && new Earlier(this.table));

  // Only when somebody new is asked about: the table stays as it is between two answers.
  readonly #askedKey: string = $derived(Object.keys(this.notes.persons).join(" "));
  readonly #asked: readonly Id[] = $derived(this.#askedKey.split(" ").filter(Boolean));

  /** Whether one has to choose: finish on the questionnaire with which one began, or move to the newer one. */
  get mustChoose(): boolean {
    const newest = this.#lists.current.number;
    return this.notes.edition !== newest && this.notes.stays_before !== newest;
  }

  /** The notes as they would be on the newest questionnaire. */
  get moved(): Notes {
    return bringUpTo(this.#lists.current, this.notes);
  }

  moveOn(): void {
    this.#take(this.moved);
  }

  stay(): void {
    this.#take({ ...this.notes, stays_before: this.#lists.current.number });
  }

  /** Takes an answer; null takes one away. What was typed for the question and was none is forgotten. */
  give(subject: Subject, code: string, answer: Answer | null): void {
    const before = this.earlier?.answers(subject) ?? {};
    const notes = keepTyped(this.notes, subject, code, "");
    this.#take(keep(this.edition, notes, subject, code, answer, before));
  }

  /** Keeps what was typed and is no answer: the question has none until it is put right. */
  type(subject: Subject, code: string, text: string): void {
    this.#take(keepTyped(keep(this.edition, this.notes, subject, code, null, {}), subject, code, text));
  }

  /** Remembers where one is. */
  goTo(at: string): void {
    if (this.notes.at !== at) this.#take({ ...this.notes, at });
  }

  /** Writes now what is not written yet. */
  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** Writes when the page goes out of sight; the answer ends that, with a last writing. */
  watch(): () => Promise<void> {
    return this.#autosave.watch();
  }

  /** The interview becomes an act, or the refused one is sent again put right; the draft goes with it. Rejects as `carryOut` does. */
  async record(fields: Fields): Promise<void> {
    await this.flush();
    // Nothing that is still being typed brings the draft back.
    await this.#autosave.stop();
    const card = this.#session.cards.find(({ envelope }) => envelope.command.id === this.notes.card);
    try {
      if (card) await this.#session.sendAgain(card, fields);
      else await this.#session.carryOut("RecordAssessment", fields, this.id);
    } catch (error) {
      this.#autosave.resume();
      throw error;
    }
    await this.over();
    if (card) await this.#session.drafts.discard(this.id);
  }

  /** The draft is thrown away; nothing writes it again. */
  async discard(): Promise<void> {
    await this.over();
    await this.#session.drafts.discard(this.id);
  }

  /** The draft became an act, or nothing: this is not written any more. */
  async over(): Promise<void> {
    open.get(this.#session)?.delete(this.id);
    await this.#autosave.stop();
  }

  #take(notes: Notes): void {
    if (notes === this.notes) return;
    this.notes = notes;
    this.saving = "waiting";
    this.#autosave.soon();
  }

  async #write(): Promise<void> {
    const { notes } = this;
    if (this.saving === "saved") return;
    const saved_at = this.#session.now().toISOString();
    try {
      await this.#session.drafts.save({ ...this.#head, saved_at, content: { ...notes } });
      this.savedAt = saved_at;
      if (this.notes === notes) this.saving = "saved";
    } catch {
      // The tablet is full, or its disk fails: said on the page, and tried again with the next key.
      this.saving = "failed";
    }
  }
}
