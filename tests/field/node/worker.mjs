// Plays schedules, one line of JSON for each. Asked by tests/field/workers.py; `ask` lines are answered by it.
//   {"ground": {…}, "seed": 7, "flavour": "short"}   or   {"ground": {…}, "schedule": {…}}
import { createInterface } from "node:readline";
import "fake-indexeddb/auto";

const { draw, Killed, Play } = await import("./proof.mjs");

const lines = createInterface({ input: process.stdin });
const answers = [];
let strays = [];

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

// A dead application still stumbles; what a living one never caught is a fault.
process.on("unhandledRejection", (reason) => {
  const names = ["AbortError", "InvalidStateError", "TransactionInactiveError"];
  if (!(reason instanceof Killed) && !names.includes(reason?.name)) strays.push(String(reason?.stack ?? reason));
});

const ask = (what, ground, tablet) => {
  say({ ask: what, commune_id: ground.commune_id, device_id: tablet.device_id, assignment_id: tablet.me.assignment_id });
  return new Promise((resolve) => answers.push(resolve));
};

async function play({ ground, seed, flavour, schedule }) {
  strays = [];
  const wanted = schedule ?? draw(seed, flavour ?? "short");
  const report = await new Play(ground, wanted, ask).run();
  await new Promise((resolve) => setImmediate(resolve));
  const problems = [...report.problems, ...strays.map((stray) => `nobody caught: ${stray}`)];
  say({ ...report, problems, schedule: wanted });
}

let last = Promise.resolve();
lines.on("line", (line) => {
  const what = JSON.parse(line);
  if (what.answer) answers.shift()();
  else last = last.then(() => play(what));
});
lines.on("close", () => last.then(() => process.exit(0)));
