// The end of every schedule: the troubles are over, everybody sends and fetches, and then it is looked at what is where.

import { UNHEARD_OF } from "./acts.ts";
import { lookInside, pulledAfresh, type Inside } from "./inside.ts";
import type { Play } from "./play.ts";
import type { Tablet } from "./tablet.ts";

/** More exchanges than any evening needs, also when the server sends tablets away because others are before. */
const ROUNDS = 60;

export async function settleDown(play: Play): Promise<void> {
  for (const tablet of play.tablets) await tablet.road.deliverLate();
  const working = play.tablets.filter((tablet) => tablet.standing === "active");
  const stopped = play.tablets.filter((tablet) => tablet.standing !== "active");
  for (const tablet of stopped) await tablet.calmSync();
  await untilQuiet(play, working);
  for (const tablet of stopped) await checkStopped(play, tablet);
  for (const tablet of working) await checkWorking(play, tablet);
}

/** Everybody sends and fetches until all has gone well, and nobody sent anything after the others had fetched. */
async function untilQuiet(play: Play, working: readonly Tablet[]): Promise<void> {
  const behind = new Set(working);
  for (let exchanges = 0; behind.size > 0; exchanges += 1) {
    if (exchanges > ROUNDS * working.length) return play.problem(`there is no quiet: ${[...behind].map(saidOf).join()}`);
    const [tablet] = behind;
    if (!tablet) return;
    behind.delete(tablet);
    const before = tablet.road.given;
    await tablet.calmSync();
    const session = await tablet.session();
    if (!session) {
      play.problem(`tablet ${tablet.number} does not open any more`);
      continue;
    }
    if (tablet.road.given > before) for (const one of working) if (one !== tablet) behind.add(one);
    const { state, photos } = session.waiting;
    const left = session.outbox.filter(({ command }) => command.kind !== UNHEARD_OF);
    if (state !== "idle" || left.length + photos > 0) behind.add(tablet);
  }
}

const saidOf = (tablet: Tablet): string => `tablet ${tablet.number}: ${tablet.said}`;

/** Where each of its commands ended, whether its drafts are there, and whether it knows what the server knows. */
async function checkWorking(play: Play, tablet: Tablet): Promise<void> {
  tablet.off();
  const inside = await lookInside(tablet);
  if (!inside) return play.problem(`tablet ${tablet.number}: its store does not open`);
  place(play, tablet, inside);
  for (const [id, kind] of inside.waiting)
    if (kind !== UNHEARD_OF) play.problem(`tablet ${tablet.number}: command ${id} was never sent`);
  checkDrafts(play, tablet, inside);
  await checkRows(play, tablet, inside);
}

/** What a tablet had whose role ended, or that was revoked, is with the server, or still on the tablet. */
async function checkStopped(play: Play, tablet: Tablet): Promise<void> {
  tablet.off();
  const inside = await lookInside(tablet);
  if (!inside) return retire(play, tablet);
  place(play, tablet, inside);
  checkDrafts(play, tablet, inside);
  play.count("left on a stopped tablet", inside.waiting.size);
}

/** The application has taken itself off the tablet: it must have handed over everything before. */
export function retire(play: Play, tablet: Tablet): void {
  for (const kept of play.kept.values()) {
    if (kept.tablet !== tablet.number || tablet.buried.has(kept.id)) continue;
    tablet.buried.add(kept.id);
    kept.place = tablet.aside.has(kept.id) ? "aside" : "held";
  }
  for (const id of tablet.drafts.sure)
    play.kept.set(id, { id, kind: "draft", tablet: tablet.number, traces: [], place: "held" });
  tablet.drafts.forget();
}

/** Where each of its commands is now. */
export function place(play: Play, tablet: Tablet, inside: Inside): void {
  for (const kept of play.kept.values()) {
    if (kept.tablet !== tablet.number || tablet.buried.has(kept.id)) continue;
    if (inside.waiting.has(kept.id)) kept.place = "waiting";
    else if (inside.cards.has(kept.id)) kept.place = "card";
    else if (tablet.aside.has(kept.id)) kept.place = "aside";
    else kept.place = "sent";
  }
}

function checkDrafts(play: Play, tablet: Tablet, inside: Inside): void {
  const found = tablet.drafts.problems(inside.drafts, inside.notes);
  for (const problem of found) play.problem(`tablet ${tablet.number}: ${problem}`);
}

/** Its rows and the server's, asked for anew, are the same rows. */
async function checkRows(play: Play, tablet: Tablet, inside: Inside): Promise<void> {
  const there = await pulledAfresh(tablet, play.ground.address);
  const keys = new Set([...there.keys(), ...inside.rows.keys()]);
  let shown = 0;
  for (const key of keys) {
    const [mine, theirs] = [canonical(inside.rows.get(key)), canonical(there.get(key))];
    if (mine === theirs) continue;
    shown += 1;
    if (shown <= 3) play.problem(`tablet ${tablet.number} and the server differ at ${key}: ${mine} | ${theirs}`);
  }
  for (const [key, row] of inside.rows)
    if (key.startsWith("attachment/") && row["is_complete"] !== true && isMine(play, tablet, key))
      play.problem(`tablet ${tablet.number}: the file of ${key} never arrived`);
}

function isMine(play: Play, tablet: Tablet, key: string): boolean {
  const id = key.split("/")[1];
  const own = [...play.kept.values()].filter((kept) => kept.tablet === tablet.number && !tablet.buried.has(kept.id));
  return own.some((kept) => kept.traces.some((one) => one.id === id));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "nothing";
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, one]) => `${name}:${canonical(one)}`).join()}}`;
}
