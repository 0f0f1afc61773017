// What a tablet's drafts must say at the end, after everything that befell it.

import type { Draft, Id } from "./client.ts";

/** For each draft the texts that it may hold: the last one that was kept, or a later one that was cut short. */
export class DraftBook {
  /** null stands for "there is none". */
  readonly #may = new Map<Id, Set<string | null>>();
  readonly #left = new Map<Id, string>();
  readonly #gone = new Set<Id>();

  /** Somebody begins to save the text. */
  begin(id: Id, text: string): void {
    const may = this.#may.get(id) ?? new Set([null]);
    this.#may.set(id, may.add(text));
  }

  /** It was told to be saved. */
  end(id: Id, text: string): void {
    this.#may.set(id, new Set([text]));
  }

  /** The act that ends the draft begins. */
  leave(id: Id, text: string): void {
    this.#may.set(id, new Set([text, null]));
    this.#left.set(id, text);
  }

  /** The act was refused for want of room: the draft has to be there as before. */
  stay(id: Id, text: string): void {
    this.end(id, text);
    this.#left.delete(id);
  }

  gone(id: Id): void {
    this.#may.delete(id);
    this.#left.delete(id);
    this.#gone.add(id);
  }

  forget(): void {
    this.#may.clear();
    this.#left.clear();
    this.#gone.clear();
  }

  /** The drafts that have to be there, whatever they say. */
  get sure(): readonly Id[] {
    return [...this.#may].filter(([, may]) => !may.has(null)).map(([id]) => id);
  }

  /** What is not as it must be. `notes`: the texts of all notes that became commands on this tablet. */
  problems(drafts: readonly Draft[], notes: ReadonlySet<string>): string[] {
    const there = new Map(drafts.map((draft) => [draft.id, String(draft.content["text"])]));
    const found: string[] = [];
    for (const id of this.#gone) if (there.has(id)) found.push(`draft ${id} became an act and is still there`);
    for (const [id, may] of this.#may) {
      const text = there.get(id) ?? null;
      const left = this.#left.get(id);
      if (!may.has(text)) found.push(`draft ${id} says ${text}, not ${[...may].join(" or ")}`);
      else if (left !== undefined && (text === null) !== notes.has(left))
        found.push(`draft ${id} was to become an act: ${text === null ? "both are lost" : "both are there"}`);
    }
    return found;
  }
}
