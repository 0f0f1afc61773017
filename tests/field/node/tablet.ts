// One tablet in somebody's hands: its disk and clock outlive the application, which is started, killed and started again.

import type { Id } from "../../../field/src/kernel/types.ts";
import type { Session } from "../../../field/src/session/session.ts";
import { locksInProcess, type Outside } from "../../../field/src/kernel/outside.ts";
import { enrol, enter, giveBack, giveUp, type Enrolled } from "./client.ts";
import { Dice } from "./dice.ts";
import { Disk } from "./disk.ts";
import { DraftBook } from "./drafts.ts";
import { place, retire } from "./evening.ts";
import { lookInside } from "./inside.ts";
import { Life } from "./life.ts";
import { Road, type Trouble } from "./net.ts";
import type { Play } from "./play.ts";
import type { Mishap, World } from "./schedule.ts";

export type { Enrolled };

const DAY = 86_400_000;
const DEAD = Symbol("dead");
const QUIET: Dice = new Dice(1);

/** What the road is like now; null: no connection at all, as mostly. */
interface Weather {
  readonly journey: () => Trouble | undefined;
  readonly dice: Dice;
  readonly meanwhile: () => Promise<void>;
}

const CALM: Weather = { journey: () => undefined, dice: QUIET, meanwhile: async () => undefined };

export class Tablet {
  readonly number: number;
  readonly person: number;
  readonly road: Road;
  readonly drafts = new DraftBook();
  /** Cards that were mended or put aside. */
  readonly aside = new Set<Id>();
  /** Commands that were on its disk before that was cleared. */
  readonly buried = new Set<Id>();
  standing: "active" | "role_ended" | "revoked" = "active";
  skewDays = 0;
  /** Whether the browser promised to keep what is stored. */
  readonly isPersistent: boolean;
  readonly #play: Play;
  readonly #disk = new Disk();
  #used = 0;
  #wasEnrolled = false;
  #life: Life | null = null;
  #session: Session | null = null;
  #weather: Weather | null = null;
  #fullAfter: number | null = null;

  constructor(play: Play, number: number, person: number) {
    this.#play = play;
    this.number = number;
    this.person = person;
    this.#used = play.schedule.people.slice(0, number).filter((one) => one === person).length;
    this.isPersistent = new Dice(play.schedule.seed + number).chance(0.5);
    this.road = new Road(
      play.ground.address,
      (what) => play.count(what),
      (what) => play.ask(what as World, play.ground, this.enrolled),
    );
    this.road.isAhead = play.schedule.isAhead;
    // Packing and unpacking takes time; some of the schedules do it all the same.
    if (play.schedule.seed % 8 > 0) this.road.extra["accept-encoding"] = "identity";
  }

  get enrolled(): Enrolled {
    const own = this.#play.ground.tablets[this.person] ?? [];
    const one = own[this.#used];
    if (!one) throw new Error(`person ${this.person} has no tablet left`);
    return one;
  }

  /** What it shows of its waiting work. */
  get said(): string {
    return JSON.stringify(this.#session?.waiting);
  }

  isOf(other: Tablet): boolean {
    return this.person === other.person;
  }

  /** The clock as its owner sees it. */
  now(): number {
    return Date.now() + (this.skewDays + this.#play.shiftDays) * DAY;
  }

  turnClock(days: number): void {
    this.skewDays = days;
    this.#play.count("clock");
  }

  /** The open session, after opening it if need be; undefined when this tablet is not to be opened any more. */
  async session(): Promise<Session | undefined> {
    if (this.#session && this.#session.standing !== "closed") return this.#session;
    this.off();
    const life = new Life();
    this.#life = life;
    const outside = this.outside(life);
    let met = await enter(outside);
    if (met === "contact") met = await this.#online(() => enter(outside));
    if (met === "nobody") {
      if (this.#wasEnrolled) retire(this.#play, this);
      if (this.standing === "active") met = await this.#online(() => this.#enrol(outside));
    }
    if (typeof met !== "string") {
      this.#session = met;
      return met;
    }
    if (met === "contact") await this.#online(() => giveUp(outside));
    this.off();
    return undefined;
  }

  async #enrol(outside: Outside): Promise<Session> {
    if (this.#wasEnrolled) this.#used += this.#play.schedule.people.filter((one) => one === this.person).length;
    this.#wasEnrolled = true;
    return enrol(outside);
  }

  async #online<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#weather;
    this.#weather = CALM;
    try {
      return await work();
    } finally {
      this.#weather = before;
    }
  }

  /** Does something during which it may die or its disk may be full. Undefined when it died or had no room. */
  async during<T>(mishap: Mishap, doing: () => Promise<T>): Promise<T | undefined> {
    const life = this.#life!;
    life.threaten(mishap.kill ?? null);
    this.#fullAfter = mishap.full ?? null;
    try {
      const done = doing();
      done.catch(() => undefined);
      const result = await Promise.race([done, life.ended.then(() => DEAD)]);
      return result === DEAD ? undefined : (result as T);
    } catch (problem) {
      if (life.isOver) return undefined;
      if ((problem as Error).name !== "NoSpace") throw problem;
      this.#play.count("no_space");
      return undefined;
    } finally {
      this.#fullAfter = null;
      life.threaten(null);
      if (life.isOver) {
        this.#play.count("killed");
        this.off();
      }
    }
  }

  ifAlive(then: () => void): void {
    if (this.#life && !this.#life.isOver) then();
  }

  async sync(mishap: Mishap, journey: (() => Trouble | undefined) | undefined, dice: Dice, meanwhile: () => Promise<void>): Promise<void> {
    const session = await this.session();
    if (!session) return;
    this.#weather = { journey: journey ?? CALM.journey, dice, meanwhile };
    try {
      await this.during(mishap, () => session.sync());
      this.#play.count("exchange");
    } finally {
      this.#weather = null;
    }
  }

  /** Locked, it hands over what it has, and forgets its person when the server has everything. */
  async giveBack(mishap: Mishap, journey: () => Trouble | undefined, dice: Dice, meanwhile: () => Promise<void>): Promise<void> {
    this.off();
    const life = new Life();
    this.#life = life;
    this.#weather = { journey, dice, meanwhile };
    await this.during(mishap, () => giveBack(this.outside(life)));
    this.#play.count("given back");
    this.off();
  }

  async rot(dice: Dice): Promise<void> {
    this.off();
    // The later server is played, and could not send its unknown rows again.
    if (this.road.isAhead) return;
    if (await this.#disk.rot(dice)) this.#play.count("rotten");
  }

  async calmSync(): Promise<void> {
    await this.sync({}, undefined, QUIET, CALM.meanwhile);
  }

  lock(): void {
    this.#session?.lock();
    this.#play.count("locked");
    this.off();
  }

  /** The application is gone: what is not on the disk is lost. */
  off(): void {
    this.#life?.end();
    this.#life = null;
    this.#session = null;
    this.#weather = null;
  }

  /** The browser clears what it stored, where it never promised to keep it; the tablet is enrolled anew. */
  async evict(): Promise<void> {
    if (this.isPersistent || this.standing !== "active") return;
    this.off();
    const inside = await lookInside(this);
    if (inside) place(this.#play, this, inside);
    for (const kept of this.#play.kept.values()) {
      if (kept.tablet !== this.number || this.buried.has(kept.id)) continue;
      this.buried.add(kept.id);
      // Nobody has it any more: the one loss that the tablet cannot prevent, and of which it warned.
      if (kept.place === "waiting") kept.place = "evicted";
    }
    this.#play.count("evicted");
    this.#disk.evict();
    this.drafts.forget();
  }

  outside(life: Life): Outside {
    const meanwhile = (): Promise<void> => (this.#weather ?? CALM).meanwhile();
    const journey = (): Trouble | undefined => (this.#weather ? this.#weather.journey() : "offline");
    const isFull = (): boolean => this.#isFull();
    const road = this.road.enter(life, journey, () => (this.#weather ?? CALM).dice, meanwhile);
    const locks = locksInProcess();
    return {
      indexedDB: this.#disk.mount(life, isFull),
      fetch: (input, init) => this.#office(String(input)) ?? road(input, init),
      now: () => this.now(),
      random: (bytes) => crypto.getRandomValues(bytes),
      locks: { request: (name, work) => life.lend(() => locks.request(name, work)) },
      storage: {
        estimate: () => life.lend(async () => ({ usage: 1e6, quota: 4e9 })),
        persisted: () => life.lend(async () => this.isPersistent),
        persist: () => life.lend(async () => this.isPersistent),
      },
      // Nothing happens by itself: the schedule says when.
      schedule: () => () => undefined,
      version: "1.0.0",
    };
  }

  /** What the office answers at enrolment: the device that was prepared for this person. */
  #office(path: string): Promise<Response> | undefined {
    const { device_id, secret, outbox_key, me } = this.enrolled;
    const server_time = new Date(Date.now() + this.#play.shiftDays * DAY).toISOString();
    if (path.endsWith("/cont/logout/")) return Promise.resolve(new Response("", { headers: { "content-type": "text/html" } }));
    if (path.endsWith("/api/sync/me")) return Promise.resolve(Response.json({ signed_in: true, me, csrf: "token" }));
    if (!path.endsWith("/api/sync/devices")) return undefined;
    const answer = { device_id, secret, outbox_key, server_time, lease_days: 14, me };
    return Promise.resolve(Response.json(answer, { status: 201 }));
  }

  #isFull(): boolean {
    if (this.#fullAfter === null) return false;
    this.#fullAfter -= 1;
    return this.#fullAfter < 0;
  }
}
