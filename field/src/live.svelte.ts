// The open session as pages see it: what they read of it they read again when it changes.

import { getContext, setContext } from "svelte";
import { createSubscriber } from "svelte/reactivity";
import type { Commune, Drafts, Session } from "./session/session.ts";

interface Watchable {
  subscribe(listener: () => void): () => void;
}

class Watched<T extends Watchable> {
  readonly #of: T;
  readonly #subscribe: () => void;

  constructor(of: T) {
    this.#of = of;
    this.#subscribe = createSubscriber((update) => of.subscribe(update));
  }

  /** The thing itself; a reader of it inside an effect or `$derived` runs again after its next change. */
  get now(): T {
    this.#subscribe();
    return this.#of;
  }
}

export class Live {
  readonly #session: Watched<Session>;
  readonly #commune: Watched<Commune>;
  readonly #drafts: Watched<Drafts>;

  constructor(session: Session) {
    this.#session = new Watched(session);
    this.#commune = new Watched(session.commune);
    this.#drafts = new Watched(session.drafts);
  }

  get session(): Session {
    return this.#session.now;
  }

  get commune(): Commune {
    return this.#commune.now;
  }

  get drafts(): Drafts {
    return this.#drafts.now;
  }
}

const KEY = Symbol("live");

export function giveLive(live: Live): Live {
  return setContext(KEY, live);
}

/** The open session of the page that asks. */
export function live(): Live {
  return getContext<Live>(KEY);
}
