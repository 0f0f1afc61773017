// What happens to a few tablets of one commune: drawn from a seed, small enough to be read, exact enough to be replayed.

import { Dice } from "./dice.ts";
import { DEATHS, TROUBLES, type Journey, type Trouble } from "./net.ts";

export const ACTS = {
  register: 3, add: 2, correct_household: 5, correct_person: 5, note: 2, assess: 2, decide: 2, plan: 2, call_off: 1,
  visit: 2, service: 2, photo: 2, settle: 2, refused: 2, leave: 1, notice: 2, case_visit: 4, contact: 4,
  unheard_of: 1,
} as const; // prettier-ignore
export type ActKind = keyof typeof ACTS;

/** Pulls the plug after so many things were taken from outside, or fills the disk at the writing step of this number. */
export interface Mishap {
  readonly kill?: number;
  readonly full?: number;
}

export type Step =
  | ({ readonly do: "act"; readonly tablet: number; readonly act: ActKind; readonly dice: number } & Mishap)
  | ({ readonly do: "draft"; readonly tablet: number; readonly dice: number } & Mishap)
  | ({ readonly do: "finish"; readonly tablet: number; readonly dice: number } & Mishap)
  | ({ readonly do: "mend"; readonly tablet: number; readonly dice: number } & Mishap)
  | ({ readonly do: "sync"; readonly tablets: readonly number[]; readonly journey: Journey; readonly dice: number } & Mishap)
  /** The person gives the tablet back: it hands over what it has, and forgets her when nothing is left. */
  | ({ readonly do: "give_back"; readonly tablet: number; readonly journey: Journey; readonly dice: number } & Mishap)
  /** The disk forgets bits of a box of rows. */
  | { readonly do: "rot"; readonly tablet: number; readonly dice: number }
  | { readonly do: "lock"; readonly tablet: number }
  | { readonly do: "restart"; readonly tablet: number }
  | { readonly do: "clock"; readonly tablet: number; readonly days: number }
  | { readonly do: "late" }
  | { readonly do: "world"; readonly what: World; readonly tablet: number }
  | { readonly do: "evict"; readonly tablet: number }
  /** The simulated day, in days from the real one. */
  | { readonly do: "day"; readonly shift: number };

/** What happens on the server's side, by its own hand. */
export type World =
  | "end_role" | "renew_role" | "revoke" | "backup" | "restore" | "publish" | "web_killed" | "postgres_killed"; // prettier-ignore

export interface Schedule {
  readonly seed: number;
  /** Whose the tablets are: the number of a person of the team for each. */
  readonly people: readonly number[];
  /** The server is newer than the tablets; and the tablets know an act that the server does not. */
  readonly isAhead: boolean;
  readonly steps: readonly Step[];
}

/** What a schedule may hold beyond the ordinary; a run of its own for what asks more of the server. */
export interface Flavour {
  readonly teams: readonly (readonly number[])[];
  readonly steps: number;
  readonly world: boolean;
  /** The server is killed in the middle of an exchange. */
  readonly deaths?: boolean;
}

/** The social worker with the nurse, the mediator or the counsellor, on two tablets of her own, or in a team of three. */
const TEAMS = [[0, 1], [0, 1], [0, 2], [0, 3], [0, 0], [0, 0], [0, 1, 2], [0, 0, 1]] as const;
export const FLAVOURS: Readonly<Record<string, Flavour>> = {
  short: { teams: TEAMS, steps: 7, world: true },
  long: { teams: TEAMS, steps: 40, world: true },
  deaths: { teams: TEAMS, steps: 8, world: false, deaths: true },
};

const STEPS = { act: 10, sync: 4, draft: 2, finish: 1, mend: 1, lock: 1, restart: 1, clock: 1, late: 1 } as const;
/** A tablet of 2019 whose battery was empty, one of next week, one that is right again. */
const SKEWS = [0, 0, -1, 1, -9, 7, -2600];

export function draw(seed: number, flavour: Flavour): Schedule {
  const dice = new Dice(seed);
  const people = dice.pick(flavour.teams);
  const tablets = people.length;
  const steps: Step[] = [{ do: "act", tablet: 0, act: "register", dice: dice.whole(1e9) }, calm([0])];
  const extra = flavour.world ? worldly(dice, tablets) : [];
  const many = flavour.steps + dice.whole(4);
  for (let index = 0; index < many; index += 1) steps.push(step(dice, tablets));
  if (flavour.deaths) steps.push(...dying(dice, tablets));
  for (const one of extra) steps.splice(2 + dice.whole(steps.length - 1), 0, one);
  return { seed, people, isAhead: dice.chance(0.15), steps: inOrder(steps) };
}

export function step(dice: Dice, tablets: number): Step {
  const tablet = dice.whole(tablets);
  const own = dice.whole(1e9);
  const kind = dice.weighed(STEPS);
  switch (kind) {
    case "act":
      return { do: kind, tablet, act: dice.weighed(ACTS), dice: own, ...mishap(dice, 0.2, 24) };
    case "draft":
    case "finish":
    case "mend":
      return { do: kind, tablet, dice: own, ...mishap(dice, 0.2, 16) };
    case "sync":
      return sync(dice, tablets);
    case "clock":
      return { do: kind, tablet, days: dice.pick(SKEWS) };
    case "lock":
    case "restart":
      return { do: kind, tablet };
    case "late":
      return { do: kind };
  }
}

/** One tablet exchanges, or sometimes all at once; on the way of the first of them there is trouble. */
export function sync(dice: Dice, tablets: number): Step {
  const first = dice.whole(tablets);
  const others = dice.chance(0.2) ? [...Array(tablets).keys()].filter((one) => one !== first) : [];
  return { do: "sync", tablets: [first, ...others], journey: journey(dice), dice: dice.whole(1e9), ...mishap(dice, 0.3, 90) };
}

function journey(dice: Dice): Journey {
  const befallen: Record<number, Trouble> = {};
  for (let number = 0; number < 4; number += 1) if (dice.chance(0.3)) befallen[number] = dice.pick(TROUBLES);
  return befallen;
}

/** Somebody has something to send, and the server dies over it, with its database or without: as it is given, or asked. */
function dying(dice: Dice, tablets: number): Step[] {
  const tablet = dice.whole(tablets);
  const fatal = { [dice.whole(2)]: dice.pick(DEATHS) };
  const typed: Step = { do: "act", tablet, act: "register", dice: dice.whole(1e9) };
  return [typed, { do: "sync", tablets: [tablet], journey: fatal, dice: dice.whole(1e9) }];
}

export const calm = (tablets: readonly number[]): Step => ({ do: "sync", tablets, journey: {}, dice: 1 });

function mishap(dice: Dice, often: number, within: number): Mishap {
  if (!dice.chance(often)) return {};
  return dice.chance(0.7) ? { kill: 1 + dice.whole(within) } : { full: 1 + dice.whole(Math.ceil(within / 6)) };
}

/** Rarely: the role ends, the tablet is revoked, the browser clears its storage, the server goes back to a backup. */
function worldly(dice: Dice, tablets: number): Step[] {
  const tablet = dice.whole(tablets);
  const luck = dice.next();
  if (luck < 0.06) return [{ do: "world", what: "end_role", tablet }];
  if (luck < 0.1) return [{ do: "world", what: "end_role", tablet }, { do: "world", what: "renew_role", tablet }];
  if (luck < 0.15) return [{ do: "world", what: "revoke", tablet }];
  if (luck < 0.2) return [{ do: "evict", tablet }];
  if (luck < 0.24) return [{ do: "world", what: "backup", tablet }, { do: "world", what: "restore", tablet }];
  if (luck < 0.25) return [{ do: "world", what: "publish", tablet }];
  if (luck < 0.29) return [{ do: "rot", tablet, dice: dice.whole(1e9) }];
  if (luck < 0.34) return [{ do: "give_back", tablet, journey: journey(dice), dice: 1, ...mishap(dice, 0.3, 60) }];
  return [];
}

/** A role ends before it is renewed, a backup is made before it is restored. */
function inOrder(steps: readonly Step[]): Step[] {
  const later: Partial<Record<World, World>> = { renew_role: "end_role", restore: "backup" };
  const sorted = [...steps];
  const at = (what: World): number => sorted.findIndex((one) => one.do === "world" && one.what === what);
  for (const [second, first] of Object.entries(later) as [World, World][]) {
    const [b, a] = [at(second), at(first)];
    if (a >= 0 && b >= 0 && b < a) [sorted[a], sorted[b]] = [sorted[b]!, sorted[a]!];
  }
  return sorted;
}
