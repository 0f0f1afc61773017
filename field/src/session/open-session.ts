// What every open session has, whether its commune is real or made to practise with.

import { Replica } from "../commune/replica.ts";
import type { Base } from "../commune/table.ts";
import { newId } from "../kernel/ids.ts";
import type { Outside } from "../kernel/outside.ts";
import { dayOf, momentOf } from "../kernel/time.ts";
import type { Command, Id, Me } from "../kernel/types.ts";
import type { Lists } from "../nomenclature/lists.ts";
import type { Pin } from "../vault/lock.ts";
import { Screen } from "./screen.ts";
import type { Fields } from "./session.ts";

/** What of the outside an open session needs. */
export type Around = Pick<Outside, "now" | "random" | "schedule" | "typing" | "watchPerson">;

/** How often the screen looks whether anybody is there, in milliseconds. */
const TICK = 30_000;
/** How long a form that is being closed over may take to keep what was typed, in milliseconds. */
const LATEST = 5_000;

export abstract class OpenSession {
  readonly commune: Replica;
  farewell = "";
  readonly #around: Around;
  readonly #listeners = new Set<() => void>();
  readonly #screen: Screen;
  #unwatch: () => void = () => undefined;
  #me: Me;
  #lists: Lists;

  constructor(me: Me, lists: Lists, base: Base, around: Around) {
    this.#me = me;
    this.#lists = lists;
    this.#around = around;
    this.#screen = new Screen(
      around.now,
      () => this.changed(),
      () => this.#close(),
    );
    this.commune = new Replica(base, {
      me: () => this.#me,
      lists: () => this.#lists,
      today: () => dayOf(this.now()),
    });
  }

  get me(): Me {
    return this.#me;
  }

  get lists(): Lists {
    return this.#lists;
  }

  get standing(): "open" | "covered" | "closed" {
    return this.#screen.standing;
  }

  get hasPin(): boolean {
    return this.#screen.hasPin;
  }

  may(capability: string): boolean {
    return this.#me.may.includes(capability);
  }

  reads(area: string): boolean {
    return this.#me.reads.includes(area);
  }

  writes(area: string): boolean {
    return this.#me.writes.includes(area);
  }

  now(): Date {
    return new Date(this.millis());
  }

  async setPin(pin: string): Promise<void> {
    await this.keepPin(await this.#screen.setPin(pin));
  }

  uncover(pin: string): Promise<"open" | number> {
    return this.#screen.uncover(pin);
  }

  lock(): void {
    this.#screen.lock();
  }

  close(): void {
    this.#screen.close();
  }

  hold(): () => void {
    const [screen, updates] = [this.#screen.hold(), this.#around.typing?.()];
    return () => {
      screen();
      updates?.();
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Milliseconds since 1970 by the best clock known. */
  protected millis(): number {
    return this.#around.now();
  }

  /** A command ready to be carried out: with its id, its commune and the present moment. */
  protected commandOf(kind: string, { happened_at, ...fields }: Fields): Command {
    const id: Id = newId({ now: () => this.millis(), random: this.#around.random });
    const moment = happened_at === undefined ? {} : { happened_at };
    return { ...fields, kind, id, commune_id: this.#me.commune_id, recorded_at: momentOf(this.millis()), ...moment };
  }

  protected take(known: { readonly me?: Me | undefined; readonly lists?: Lists | undefined }): void {
    if (known.me) this.#me = known.me;
    if (known.lists) {
      this.#lists = known.lists;
      this.commune.listsChanged();
    }
    this.changed();
  }

  protected changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Keeps a PIN that was set, where the session has a place for it. */
  protected keepPin(_pin: Pin): Promise<void> {
    return Promise.resolve();
  }

  /** The PIN that was set when the session was open before. */
  protected takePin(pin: Pin): void {
    this.#screen.takePin(pin);
  }

  /** Once no form has anything to keep any more, or at most a few seconds later: then keys may go. */
  protected quiet(): Promise<void> {
    const late = new Promise<void>((done) => this.#around.schedule(LATEST, done));
    return Promise.race([this.#screen.quiet(), late]);
  }

  /** From now on the screen covers itself when nobody is there. */
  protected watch(): void {
    const unwatch = this.#around.watchPerson?.((sign) => this.#screen.sign(sign));
    let cancel = (): void => undefined;
    const tick = (): void => {
      this.#screen.tick();
      if (this.standing !== "closed") cancel = this.#around.schedule(TICK, tick);
    };
    cancel = this.#around.schedule(TICK, tick);
    this.#unwatch = () => {
      unwatch?.();
      cancel();
    };
  }

  #close(): void {
    this.#unwatch();
    this.closed();
  }

  /** The session closes: what it holds is let go of. */
  protected abstract closed(): void;
}
