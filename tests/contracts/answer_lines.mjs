// Answers lines of JSON with the tablet's rules: `node answer_lines.mjs <URL of the compiled field/src>`.
//   {tree, context}                   → {value, evidence}   evidence is null unless the value is true
//   {edition}                         → null                the edition of the lines that follow
//   {household, members, parameters}  → {shown: [household, members], found, undetermined, clashes}
import { createInterface } from "node:readline";

const from = process.argv[2].replace(/\/?$/, "/rules/");
const { evaluate, known } = await import(`${from}evaluate.js`);
const { evidence } = await import(`${from}evidence.js`);
const { Reading } = await import(`${from}find.js`);
const { settle } = await import(`${from}relevance.js`);

let edition;

function answer(line) {
  if (line.edition) {
    edition = line.edition;
    return null;
  }
  if (!line.tree) {
    const { relevance } = settle(edition.questions, line.household, line.members);
    const shown = [[...relevance.household].sort(), relevance.members.map((codes) => [...codes].sort())];
    const reading = new Reading(edition, line.household, line.members, line.parameters);
    return { shown, found: reading.find(), undetermined: reading.undetermined(), clashes: reading.clashes() };
  }
  const { household, members, person, parameters } = line.context;
  const people = members.map(known);
  const eyes = {
    person: person === null ? new Map() : people[person],
    household: known(household),
    members: people,
    parameters: known(parameters),
  };
  const value = evaluate(line.tree, eyes);
  return { value: written(value), evidence: value === true ? Object.fromEntries(evidence(line.tree, eyes)) : null };
}

// JSON has no -0, NaN or infinity: they are said in words, so that they cannot pass for 0 or for unknown.
function written(value) {
  if (Object.is(value, -0)) return "number -0";
  return typeof value === "number" && !Number.isFinite(value) ? `number ${value}` : value;
}

const output = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  output.push(JSON.stringify(answer(JSON.parse(line))));
}
process.stdout.write(`${output.join("\n")}\n`);
