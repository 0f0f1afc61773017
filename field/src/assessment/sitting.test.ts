// An interview is made anew with every answer out of the one before: it says the same as one that is made whole.

import { expect, it } from "vitest";

import policy from "../../../contracts/policy.json";
import lists from "../training/lists.json";
import type { Member } from "../commune/views.ts";
import type { PersonRow } from "../kernel/types.ts";
import type { Question } from "../nomenclature/content.ts";
import { isAnswerable } from "../nomenclature/edition.ts";
import { Lists, type SentLists } from "../nomenclature/lists.ts";
import type { Answer } from "../rules/types.ts";
import { keep, keepTyped } from "./keeping.ts";
import { begin, type Subject } from "./notes.ts";
import { Sitting, type Table } from "./sitting.ts";
import { seen, waiting } from "./telling.ts";

const national = new Lists(lists as unknown as SentLists);
const edition = national.current;
const NOW = "2026-11-22T10:00:00.000Z";
const PEOPLE = [["ana", 1988], ["ion", 1960], ["maria", 2012], ["dan", 2024]] as const;

function member([id, birth_year]: readonly [string, number]): Member {
  const person = { kind: "person", id, n: 1, birth_date: null, birth_year, sex: "F", merged_into_id: null } as PersonRow;
  return { person, relation: birth_year > 2008 ? "child" : "head", name: `Țăran ${id}`, age: 2026 - birth_year, isUnsent: false };
}

function table(): Table {
  const members = PEOPLE.map(member);
  const residents = members.map(({ person: { id, birth_date, birth_year, sex }, relation }) => {
    return { id, stands_for: id, relation, is_member: true, birth_date, birth_year, sex };
  });
  const rights = { role: "social_worker", ...policy.team.social_worker };
  return { edition, home: { id: "h", members: residents, past: [] }, members, parameters: national.parametersOn("2026-11-22"), rights, today: "2026-11-22" };
}

/** Numbers below `below` that are the same in each run. */
function chance(seed: number): (below: number) => number {
  return (below) => Math.floor(((seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31) * below);
}

function anAnswer({ kind, options, low, high }: Question, random: (below: number) => number): Answer | null {
  if (random(8) === 0) return null;
  if (random(12) === 0) return "?";
  const code = options[random(Math.max(1, options.length))]?.code ?? 0;
  if (kind === "single") return code;
  if (kind === "multi") return [code];
  return kind === "number" ? Math.min(high ?? 500, (low ?? 0) + random(200)) : kind === "date" ? "2020-02-01" : kind === "month" ? "2020-02" : "da";
}

it.each([1, 2, 3])("with whatever is answered, taken back or half typed (%i)", (seed) => {
  const random = chance(seed);
  const asked = edition.questions.filter(isAnswerable);
  const own = table();
  let notes = begin(edition.number, NOW);
  let held = new Sitting(own, notes, NOW);
  for (let turn = 0; turn < 400; turn += 1) {
    const question = asked[random(asked.length)]!;
    const subject: Subject = question.level === "household" ? null : PEOPLE[random(PEOPLE.length)]![0];
    notes = turn % 5 === 0 ? keepTyped(notes, subject, question.code, "0") : keep(edition, notes, subject, question.code, anAnswer(question, random), {});
    held = new Sitting(own, notes, NOW, held);
    if (turn % 4 > 0) continue; // so that some are taken over more than once
    const whole = new Sitting(own, notes, NOW);
    expect([held.found, held.clashes, held.course.total, seen(held), waiting(held)]).toEqual([whole.found, whole.clashes, whole.course.total, seen(whole), waiting(whole)]);
  }
  expect(held.found.length).toBeGreaterThan(3);
});

it("keeps nothing of another family, and the very findings that no answer touched", () => {
  const [one, other] = [table(), { ...table(), parameters: {} }];
  const notes = keep(edition, begin(edition.number, NOW), "maria", "E01", 7, {});
  const before = new Sitting(one, notes, NOW);
  const after = new Sitting(one, keep(edition, notes, null, "L02", 1, {}), NOW, before);
  expect(before.found.length).toBeGreaterThan(0);
  expect(before.found.every((found) => after.found.includes(found))).toBe(true);
  expect(new Sitting(other, notes, NOW, before).found.some((found) => before.found.includes(found))).toBe(false);
});
