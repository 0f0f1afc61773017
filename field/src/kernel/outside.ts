// Everything that the tablet's core takes from outside, in one object: a test hands in its own, and can stop any of it.

import type { PasskeyPort } from "../vault/passkey.ts";

/** Runs `work` while holding the named lock; nobody else on this tablet, in any window, holds it meanwhile. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** How much room the browser gives; the shape of `navigator.storage`. */
export interface Storage {
  estimate(): Promise<{ usage?: number; quota?: number }>;
  persisted(): Promise<boolean>;
  persist(): Promise<boolean>;
}

export interface Outside {
  readonly indexedDB: IDBFactory;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970 by the tablet's own clock, which may be wrong. */
  now(): number;
  random(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  readonly locks: Locks;
  readonly storage: Storage;
  /** Runs `work` once after so many milliseconds, unless the answered function is called before. */
  schedule(milliseconds: number, work: () => void): () => void;
  /** Calls the listener whenever a connection may be there again: the network came back, the page is looked at again. */
  watch?(listener: () => void): () => void;
  /** Tells of the person's signs of life: she touches or types; the page goes out of sight, and comes back. */
  watchPerson?(listener: (sign: "active" | "hidden" | "shown") => void): () => void;
  /** Asking for a fingerprint, where the tablet can. */
  readonly passkeys?: PasskeyPort;
  /** Somebody types: no new version of the application takes over until the answered function is called. */
  readonly typing?: () => () => void;
  /** The version of this application, as the server is told. */
  readonly version: string;
}

/** Locks among those who share this object: for a process with one window, and for Node. */
export function locksInProcess(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    request<T>(name: string, work: () => Promise<T>): Promise<T> {
      const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(
        name,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}

/** Timers of the process. */
export function timers(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
}

function watchBrowser(listener: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") listener();
  };
  addEventListener("online", listener);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", listener);
    document.removeEventListener("visibilitychange", seen);
  };
}

function watchPerson(listener: (sign: "active" | "hidden" | "shown") => void): () => void {
  const active = (): void => listener("active");
  const seen = (): void => listener(document.visibilityState === "visible" ? "shown" : "hidden");
  addEventListener("pointerdown", active, { passive: true });
  addEventListener("keydown", active, { passive: true });
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("pointerdown", active);
    removeEventListener("keydown", active);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** The browser's own. */
export function browser(version: string): Outside {
  return {
    indexedDB: globalThis.indexedDB,
    fetch: (...request) => globalThis.fetch(...request),
    now: () => Date.now(),
    random: (bytes) => globalThis.crypto.getRandomValues(bytes),
    locks: navigator.locks
      ? { request: (name, work) => navigator.locks.request(name, work) as Promise<never> }
      : locksInProcess(),
    storage: navigator.storage,
    schedule: timers,
    watch: watchBrowser,
    watchPerson,
    passkeys: {
      credentials: navigator.credentials,
      hostname: location.hostname,
      ...("PublicKeyCredential" in globalThis && { PublicKeyCredential: globalThis.PublicKeyCredential }),
    },
    version,
  };
}
