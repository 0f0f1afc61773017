// Plays a schedule on a ground, and tells what it typed, what became of it, and what is not as it must be.

import type { Command, Id } from "../../../field/src/kernel/types.ts";
import { perform, type Hand, type Trace } from "./acts.ts";
import { Dice } from "./dice.ts";
import { settleDown } from "./evening.ts";
import type { Journey, Trouble } from "./net.ts";
import type { Mishap, Schedule, Step, World } from "./schedule.ts";
import { Tablet, type Enrolled } from "./tablet.ts";

/** A commune with its team, as Python prepared it: for each person the tablets in the order of their use. */
export interface Ground {
  readonly address: string;
  readonly commune_id: number;
  readonly villages: readonly number[];
  readonly tablets: readonly (readonly Enrolled[])[];
}

/** A command that its author was told is kept. */
export interface Kept {
  readonly id: Id;
  readonly kind: string;
  readonly tablet: number;
  readonly traces: readonly Trace[];
  place: "sent" | "waiting" | "card" | "aside" | "held" | "evicted" | "restored";
}

export interface Report {
  readonly seed: number;
  readonly commune_id: number;
  readonly steps: number;
  readonly kept: readonly Kept[];
  /** How often what befell. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

export type Ask = (what: World, ground: Ground, tablet: Enrolled) => Promise<void>;

/** The table at which a schedule is played. */
export class Play {
  readonly ground: Ground;
  readonly schedule: Schedule;
  readonly ask: Ask;
  readonly tablets: Tablet[];
  readonly kept = new Map<Id, Kept>();
  readonly counts: Record<string, number> = {};
  readonly problems: string[] = [];
  /** How far from the real day the simulated one is, on every clock. */
  shiftDays = 0;
  #words = 0;

  constructor(ground: Ground, schedule: Schedule, ask: Ask) {
    this.ground = ground;
    this.schedule = schedule;
    this.ask = ask;
    this.tablets = schedule.people.map((person, number) => new Tablet(this, number, person));
  }

  count(what: string, many = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + many;
  }

  problem(text: string): void {
    this.problems.push(text);
  }

  tablet(number: number): Tablet {
    return this.tablets[number % this.tablets.length]!;
  }

  /** A word of letters that is typed only once in this schedule. */
  word(): string {
    this.#words += 1;
    let [number, text] = [this.#words + 676, ""];
    while (number > 0) [number, text] = [Math.floor(number / 26), String.fromCharCode(97 + (number % 26)) + text];
    return `Ș${text}`;
  }

  async run(): Promise<Report> {
    const { seed, steps } = this.schedule;
    for (const [number, step] of steps.entries()) {
      try {
        await this.#step(step);
      } catch (problem) {
        this.problem(`step ${number} (${JSON.stringify(step)}) failed: ${told(problem)}`);
        break;
      }
    }
    try {
      if (this.problems.length === 0) await settleDown(this);
    } catch (problem) {
      this.problem(`the end failed: ${told(problem)}`);
    }
    for (const tablet of this.tablets) tablet.off();
    const kept = [...this.kept.values()];
    return { seed, commune_id: this.ground.commune_id, steps: steps.length, kept, counts: this.counts, problems: this.problems };
  }

  async #step(step: Step): Promise<void> {
    switch (step.do) {
      case "act":
        return this.#act(this.tablet(step.tablet), step);
      case "draft":
        return this.#draft(this.tablet(step.tablet), step);
      case "finish":
        return this.#finish(this.tablet(step.tablet), step);
      case "mend":
        return this.#mend(this.tablet(step.tablet), step);
      case "sync":
        return this.#sync(step);
      case "give_back":
        return this.#giveBack(step);
      case "rot":
        return this.tablet(step.tablet).rot(new Dice(step.dice));
      case "lock":
        return this.tablet(step.tablet).lock();
      case "restart":
        return this.tablet(step.tablet).off();
      case "clock":
        return this.tablet(step.tablet).turnClock(step.days);
      case "late":
        for (const tablet of this.tablets) await tablet.road.deliverLate();
        return;
      case "day":
        return this.#begin(step.shift);
      case "world":
        return this.#world(step.what, this.tablet(step.tablet));
      case "evict":
        return this.tablet(step.tablet).evict();
    }
  }

  /** Does something at a tablet that may die or run full meanwhile; answers what came of it, undefined when it died. */
  async #at<T>(tablet: Tablet, mishap: Mishap, doing: (hand: Hand) => Promise<T>, dice: Dice): Promise<T | undefined> {
    const session = await tablet.session();
    if (!session) return undefined;
    const edition = session.lists.sent.edition;
    const { villages, tablets } = this.ground;
    const team = tablets.flatMap(([first]) => (first ? [first.me.user_id] : []));
    const hand: Hand = { session, dice, villages, edition, team, word: () => this.word() };
    return tablet.during(mishap, () => doing(hand));
  }

  /** Notes a command that its author saw accepted. */
  keep(tablet: Tablet, command: Command, traces: readonly Trace[]): void {
    const own = traces.map((trace) => (trace.id === "" ? { ...trace, id: command.id } : trace));
    this.kept.set(command.id, { id: command.id, kind: command.kind, tablet: tablet.number, traces: own, place: "waiting" });
    this.count(`typed ${command.kind}`);
  }

  async #act(tablet: Tablet, step: Extract<Step, { do: "act" }>): Promise<void> {
    const dice = new Dice(step.dice);
    await this.#at(
      tablet,
      step,
      async (hand) => {
        const act = await perform(step.act, hand);
        if (act.command === "") return;
        const command = await hand.session.carryOut(act.command, act.fields);
        tablet.ifAlive(() => this.keep(tablet, command, act.traces));
      },
      dice,
    );
  }

  async #draft(tablet: Tablet, step: Extract<Step, { do: "draft" }>): Promise<void> {
    const dice = new Dice(step.dice);
    await this.#at(
      tablet,
      step,
      async ({ session }) => {
        const heads = session.drafts.list();
        const old = heads.length > 0 && dice.chance(0.5) ? await session.drafts.open(dice.pick(heads).id) : undefined;
        const moment = session.now().toISOString();
        const fresh = { purpose: "note", about: session.me.user_id, title: "Notă", started_at: moment };
        const typed = this.word();
        const id = old?.id ?? `00000000-0000-7000-8000-${String(this.#words).padStart(12, "0")}`;
        const draft = { ...fresh, ...old, id, saved_at: moment, content: { ...old?.content, text: typed } };
        tablet.drafts.begin(id, typed);
        await session.drafts.save(draft);
        tablet.ifAlive(() => tablet.drafts.end(id, typed));
        this.count("typed draft");
      },
      dice,
    );
  }

  async #finish(tablet: Tablet, step: Extract<Step, { do: "finish" }>): Promise<void> {
    const dice = new Dice(step.dice);
    await this.#at(
      tablet,
      step,
      async ({ session }) => {
        const households = session.commune.households();
        const heads = session.drafts.list();
        if (households.length === 0 || heads.length === 0) return;
        const draft = await session.drafts.open(dice.pick(heads).id);
        if (!draft) return;
        const text = String(draft.content["text"]);
        const fields = { note_area: session.writes("household") ? "household" : "education", text };
        tablet.drafts.leave(draft.id, text);
        const command = await session.carryOut("WriteNote", { ...fields, household_id: households[0]!.id }, draft.id);
        tablet.ifAlive(() => {
          tablet.drafts.gone(draft.id);
          this.keep(tablet, command, [{ kind: "note", id: "", field: "text", value: text }]);
        });
      },
      dice,
    );
  }

  async #mend(tablet: Tablet, step: Extract<Step, { do: "mend" }>): Promise<void> {
    const dice = new Dice(step.dice);
    await this.#at(
      tablet,
      step,
      async ({ session }) => {
        const card = session.cards[0];
        if (!card) return;
        const id = card.envelope.command.id;
        const person = card.envelope.command["person"] as Record<string, unknown> | undefined;
        if (person && dice.chance(0.6)) {
          const last_name = this.word();
          tablet.aside.add(id);
          const fields = { household_id: card.envelope.command["household_id"], person: { ...person, last_name } };
          const command = await session.sendAgain(card, fields);
          const trace = { kind: "person", id: String(person["id"]), field: "last_name", value: last_name };
          tablet.ifAlive(() => this.keep(tablet, command, [trace]));
        } else {
          tablet.aside.add(id);
          await session.putAside(card);
        }
      },
      dice,
    );
  }

  async #sync(step: Extract<Step, { do: "sync" }>): Promise<void> {
    const dice = new Dice(step.dice);
    const together = [...new Set(step.tablets.map((number) => this.tablet(number)))];
    const [first, ...others] = together;
    const meanwhile = this.#whoeverElse(together);
    await Promise.all([
      first?.sync(step, travelling(step.journey), dice, meanwhile),
      ...others.map((tablet) => tablet.sync({}, undefined, dice, meanwhile)),
    ]);
  }

  async #giveBack(step: Extract<Step, { do: "give_back" }>): Promise<void> {
    const tablet = this.tablet(step.tablet);
    const meanwhile = this.#whoeverElse([tablet]);
    await tablet.giveBack(step, travelling(step.journey), new Dice(step.dice), meanwhile);
  }

  /** What overtakes an exchange: a whole one of somebody who takes no part in it. */
  #whoeverElse(busy: readonly Tablet[]): () => Promise<void> {
    const other = this.tablets.find((one) => !busy.includes(one));
    return async () => other?.calmSync();
  }

  /** Another day: on the tablets' clocks and, by a header, on the server's. */
  #begin(shift: number): void {
    this.shiftDays = shift;
    for (const { road } of this.tablets) road.extra["x-simulated-days"] = String(shift);
  }

  #restored(id: Id): void {
    const kept = this.kept.get(id);
    if (kept && kept.place !== "evicted") kept.place = "restored";
  }

  async #world(what: World, tablet: Tablet): Promise<void> {
    this.count(what);
    await this.ask(what, this.ground, tablet.enrolled);
    if (what === "end_role") for (const one of this.tablets) if (one.isOf(tablet)) one.standing = "role_ended";
    if (what === "renew_role") for (const one of this.tablets) if (one.isOf(tablet)) one.standing = "active";
    if (what === "revoke") tablet.standing = "revoked";
    // What a cleared tablet had sent, only the server had; and it has forgotten it.
    if (what === "restore") for (const one of this.tablets) for (const id of one.buried) this.#restored(id);
  }
}

/** The troubles of a journey, one request after the other. */
function travelling(journey: Journey): () => Trouble | undefined {
  let number = 0;
  return () => journey[number++];
}

export function told(problem: unknown): string {
  return problem instanceof Error ? `${problem.name}: ${problem.message}\n${problem.stack ?? ""}` : String(problem);
}
