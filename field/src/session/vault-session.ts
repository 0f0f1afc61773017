// The session of an open vault: what is done is on the disk before anybody is told so, shows at once, and goes to the
// server when it can.

import type { Outside } from "../kernel/outside.ts";
import { momentOf } from "../kernel/time.ts";
import type { Card, Command, Envelope, Id, Me } from "../kernel/types.ts";
import { NoSpace, roomOn } from "../store/quota.ts";
import type { OutboxEntry, Store } from "../store/types.ts";
import { waitingFiles } from "../sync/attachments.ts";
import { Clock } from "../sync/contact.ts";
import { Engine, type Ended } from "../sync/engine.ts";
import { exchange, type Told } from "../sync/exchange.ts";
import { keptLists, noLists } from "../sync/lists.ts";
import { farewellOf, notUnderstood, sentenceOf, unreadable } from "../sync/sentences.ts";
import { Trouble, Wire } from "../sync/wire.ts";
import type { OpenVault } from "../vault/types.ts";
import type { Pulled } from "../sync/pages.ts";
import type { Pin } from "../vault/lock.ts";
import { pinIn, withPin } from "./kept-pin.ts";
import { OpenSession } from "./open-session.ts";
import type { Drafts, Fields, Files, Session, Tablet, Waiting } from "./session.ts";
import { TabletOf, type Keeper } from "./tablet.ts";

/** Between two looks at the clock, so that one that is turned back is noticed. */
const LOOK = 10 * 60_000;
/** How long searching is made ready at a time, in milliseconds. */
const SLICE = 6;

export interface Parts {
  readonly outside: Outside;
  readonly vault: OpenVault;
  readonly store: Store;
  readonly keeper: Keeper;
  /** By how much the server's clock is ahead, as far as it is known; in milliseconds. */
  readonly ahead: number;
}

export class VaultSession extends OpenSession implements Session {
  readonly isTraining = false;
  readonly tablet: Tablet;
  readonly drafts: Drafts;
  readonly files: Files;
  /** Called with each page that was fetched. */
  onfetched: ((page: Pulled) => void) | null = null;
  readonly #parts: Parts;
  readonly #clock: Clock;
  readonly #engine: Engine;
  readonly #tablet: TabletOf;
  #state: Waiting["state"] = "idle";
  #sentence = "";
  #waiting: Waiting | null = null;
  #isOver = false;
  #isCheck = false;
  #righted: number | null = null;
  #cancelLook: () => void = () => undefined;

  /** The first stage of the store is read. */
  constructor(parts: Parts) {
    const { outside, store, vault } = parts;
    const rows = { get: store.rows.get.bind(store.rows), all: () => store.rows.all() };
    super(store.meta.get("me") ?? nobody(), keptLists(store.meta) ?? noLists(), rows, outside);
    this.#parts = parts;
    const recorded = store.outbox.entries.map(({ envelope }) => Date.parse(envelope.command.recorded_at));
    this.#clock = new Clock(outside.now, parts.ahead, Math.max(0, ...recorded));
    this.#engine = new Engine(outside, vault.id, {
      exchange: () => this.#exchange(),
      ended: (ended) => this.#ended(ended),
      isOver: () => this.#isOver || this.standing === "closed",
    });
    this.drafts = store.drafts;
    this.files = {
      keep: (bytes) => this.#keep(bytes),
      open: (digest) => store.files.open(digest),
      discard: (digest) => store.files.discard(digest).then(() => this.changed()),
    };
    this.#tablet = new TabletOf(parts, this.#clock, () => this.#check());
    this.tablet = this.#tablet;
    store.onClosed(() => this.close());
    this.commune.load(store.stage === "whole");
    this.#showPending();
    const pin = pinIn(store.meta.get("settings"));
    if (pin) this.takePin(pin);
  }

  /** Reads the rest and begins to send and fetch. */
  begin(): void {
    void this.#readRest();
    this.#look();
    this.watch();
    this.#engine.start();
  }

  get waiting(): Waiting {
    this.#waiting ??= this.#whatWaits();
    return this.#waiting;
  }

  get cards(): readonly Card[] {
    return this.#parts.store.outbox.cards;
  }

  get outbox(): readonly Envelope[] {
    return this.#parts.store.outbox.waiting.map(({ envelope }) => envelope);
  }

  carryOut(kind: string, fields: Fields, draft?: Id): Promise<Command> {
    return this.#append(this.commandOf(kind, fields), draft === undefined ? {} : { draft });
  }

  sendAgain({ envelope: { command } }: Card, fields: Fields): Promise<Command> {
    return this.#append(this.commandOf(command.kind, fields), { card: command.id });
  }

  async putAside({ envelope }: Card): Promise<void> {
    await this.#parts.store.outbox.putAside(envelope.command.id);
    this.changed();
  }

  sync(): Promise<void> {
    return this.#engine.now();
  }

  protected override keepPin(pin: Pin): Promise<void> {
    const { meta } = this.#parts.store;
    return meta.set({ settings: withPin(meta.get("settings"), pin) });
  }

  protected override millis(): number {
    return this.#clock.now();
  }

  protected override changed(): void {
    this.#waiting = null;
    super.changed();
  }

  protected closed(): void {
    this.#engine.stop();
    this.#cancelLook();
    // The page goes now, and keeps on its way what was typed in the last moment.
    void this.quiet().then(() => this.#parts.store.close());
  }

  async #append(command: Command, replaced: { draft?: Id; card?: Id }): Promise<Command> {
    await this.#parts.store.outbox.append(command, replaced);
    this.#clock.recorded(command.recorded_at);
    this.#showPending();
    this.#engine.soon();
    return command;
  }

  async #keep(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    // The last room is for forms.
    if ((await roomOn(this.#parts.outside.storage)).state === "full") throw new NoSpace();
    const digest = await this.#parts.store.files.keep(bytes);
    this.changed();
    return digest;
  }

  // Commands show until the rows that came of them are here.
  #showPending(): void {
    const after = this.#parts.store.meta.get("cursor")?.after ?? 0;
    const shown = this.#parts.store.outbox.entries.filter((entry) => isToCome(entry, after));
    this.commune.setPending(shown.map(({ envelope }) => envelope.command));
    this.changed();
  }

  async #readRest(): Promise<void> {
    const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
    try {
      await this.#parts.store.loadRest();
      await this.commune.loadRest(breathe);
    } catch {
      return; // closed meanwhile
    }
    if (this.standing === "closed") return;
    this.changed();
    this.#prepare();
  }

  #prepare(): void {
    if (this.standing === "closed" || this.commune.prepare(SLICE)) return;
    this.#parts.outside.schedule(0, () => this.#prepare());
  }

  #look(): void {
    const { keeper, vault, outside } = this.#parts;
    this.#cancelLook = outside.schedule(LOOK, () => {
      keeper.vaults.seen(vault.id).catch(() => undefined);
      this.#look();
    });
  }

  async #check(): Promise<number | null> {
    this.#isCheck = true;
    this.#righted = null;
    await this.#engine.now();
    this.#isCheck = false;
    return this.#righted;
  }

  async #exchange(): Promise<void> {
    const { outside, store, vault } = this.#parts;
    const wire = new Wire(this.#whileOpen(outside), { deviceId: vault.deviceId, secret: vault.secrets.deviceSecret });
    try {
      const { notUnderstood: left, righted } = await exchange({ wire, store, outside, told: this.#told(), isCheck: this.#isCheck });
      this.#righted = righted ?? this.#righted;
      this.#sentence = left > 0 ? notUnderstood() : "";
    } catch (error) {
      if (error instanceof Trouble && (error.kind === "revoked" || error.kind === "role_ended")) await this.#retire(error);
      throw error;
    }
  }

  // Whoever closed the session has left: nothing more is asked in her name.
  #whileOpen({ fetch, version }: Outside): Pick<Outside, "fetch" | "version"> {
    const asked: Outside["fetch"] = (...request) =>
      this.standing === "closed" ? Promise.reject(new TypeError("the session is closed")) : fetch(...request);
    return { fetch: asked, version };
  }

  #told(): Told {
    return {
      state: (state) => this.#tell(state, this.#sentence),
      heard: (serverTime, leaseDays) => this.#heard(serverTime, leaseDays),
      outboxChanged: () => this.#showPending(),
      rowsChanged: ({ changed, removed }) => {
        this.commune.rowsChanged([...changed, ...removed]);
        this.#showPending();
      },
      fetched: (page) => {
        if (page.header.me) this.take({ me: page.header.me });
        this.onfetched?.(page);
      },
      listsChanged: (lists) => this.take({ lists }),
      leftBehind: (departures) => this.commune.leftBehind(departures),
    };
  }

  async #heard(serverTime: string, leaseDays: number | null): Promise<void> {
    const { store, outside } = this.#parts;
    this.#clock.heard(serverTime);
    await store.meta.set({ lastContact: momentOf(outside.now() + this.#clock.ahead) });
    if (leaseDays !== null) await this.#tablet.contacted({ serverTime, leaseDays });
  }

  #ended(ended: Ended): void {
    if (ended.state === "well") this.#tell("idle", this.#sentence);
    else if (ended.trouble.kind === "offline" || ended.trouble.kind === "torn") this.#tell("offline", sentenceOf(ended.trouble));
    else this.#tell("refused", sentenceOf(ended.trouble));
  }

  #tell(state: Waiting["state"], sentence: string): void {
    this.#state = state;
    this.#sentence = sentence;
    this.changed();
  }

  // The server will hear this tablet no more: what is unsent is handed over, and only then the data go.
  async #retire({ kind }: Trouble): Promise<void> {
    this.#isOver = true;
    this.#parts.store.close();
    const isGone = await this.#tablet.retire(kind === "revoked").catch(() => false);
    this.farewell = farewellOf(kind, isGone);
    this.close();
  }

  #whatWaits(): Waiting {
    const { outbox, meta } = this.#parts.store;
    const { waiting, damaged } = outbox;
    return {
      unsent: waiting.length,
      oldest: waiting[0]?.envelope.command.recorded_at ?? null,
      photos: waitingFiles(this.#parts.store).length,
      state: this.#state,
      sentence: damaged.length > 0 ? unreadable(damaged.length) : this.#sentence,
      lastContact: meta.get("lastContact") ?? null,
    };
  }
}

function isToCome({ state, status, n }: OutboxEntry, after: number): boolean {
  return state === "waiting" || ((status === "applied" || status === "conflict") && n !== null && n > after);
}

// Until the server says again whose tablet it is, when what was kept of it cannot be read.
function nobody(): Me {
  const nothing = { name: "", initials: "", role: "", role_name: "", commune_name: "", county_name: "" };
  return { ...nothing, user_id: "", commune_id: 0, reads: [], writes: [], may: [], assignment_id: "" };
}

