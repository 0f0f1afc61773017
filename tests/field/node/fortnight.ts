// Two weeks of one commune's team: four people, each with a tablet, out in the villages by day and connected at times.

import { Dice } from "./dice.ts";
import { ACTS, calm, step, sync, type Schedule, type Step } from "./schedule.ts";

const DAYS = 14;
const TEAM = [0, 1, 2, 3];
/** Acts of one person on one day: 14 days of four people come to a little over 600. */
const ACTS_A_DAY = 11;

/** Everything that the server of today understands. */
const { unheard_of: _later, ...WORK } = ACTS;

/** A morning exchange, acts in any order with all that may befall a tablet, an exchange on the way, one at home. */
export function fortnight(seed: number): Schedule {
  const dice = new Dice(seed);
  const steps: Step[] = [];
  for (let day = -DAYS; day < 0; day += 1) {
    steps.push({ do: "day", shift: day + 1 });
    steps.push(calm(TEAM));
    for (const round of Array(ACTS_A_DAY).keys()) {
      for (const tablet of TEAM) steps.push({ do: "act", tablet, act: dice.weighed(WORK), dice: dice.whole(1e9) });
      if (round % 4 === 3) steps.push(sync(dice, TEAM.length));
      if (dice.chance(0.5)) steps.push(step(dice, TEAM.length));
    }
    steps.push(sync(dice, TEAM.length));
    for (const tablet of TEAM) steps.push({ do: "lock", tablet });
  }
  return { seed, people: TEAM, isAhead: false, steps };
}
