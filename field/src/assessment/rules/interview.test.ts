// The shared vectors of an interview, as the tablet holds it (contracts/vectors/README.md).

import { describe as group, expect, it } from "vitest";

import file from "../../../../contracts/vectors/interview.json";
import { checkAnswer } from "../../nomenclature/answers.ts";
import type { Content } from "../../nomenclature/content.ts";
import { Edition } from "../../nomenclature/edition.ts";
import { describe } from "../../nomenclature/evidence.ts";
import { personFacts } from "../../nomenclature/facts.ts";
import type { Day, FindingState } from "../../kernel/types.ts";
import type { Answers } from "../../rules/types.ts";
import { clashes, kept, problems } from "./answering.ts";
import { idOfNew } from "./ids.ts";
import { byArea, context, type Asked, type Home } from "./interview.ts";
import { priority } from "../priority.ts";
import { settle, type Standing } from "./settle.ts";
import { readWritten } from "../written.ts";

interface Interview {
  readonly name: string;
  readonly home: Home;
  readonly asked: Asked;
  readonly day: Day;
  readonly writes: readonly string[];
  readonly problems: readonly (readonly [string, string])[];
  readonly [said: string]: unknown;
}

interface Settling {
  readonly name: string;
  readonly before: Standing | null;
  readonly is_true: boolean | null;
  readonly severity?: number;
  readonly evidence?: Answers;
  readonly after: Standing | null;
}

const edition = new Edition(file.edition.number, {
  ...{ topics: [], areas: [], services: [], parameters: [] },
  ...(file.edition as unknown as Pick<Content, "questions" | "contradictions" | "vulnerabilities">),
});
const question = (code: unknown) => edition.question(String(code))!;

function spelled(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const { repeat, times } = value as { readonly repeat: string; readonly times: number };
  return repeat.repeat(times);
}

group("answers", () => {
  it.each(file.answers.map(([code, value, reason]) => [code, spelled(value), reason]))("%s", (code, value, reason) => {
    expect(checkAnswer(question(code), value)?.reason ?? null).toBe(reason);
  });
});

group("typed", () => {
  it.each(file.typed)("%s: %s", (code, text, value, reason) => {
    const { answer, refusal } = readWritten(question(code), String(text));
    expect([answer, refusal?.reason ?? null]).toEqual([value, reason]);
  });
});

group("facts of a person", () => {
  it.each(file.facts)("$birth_date $birth_year on $on", ({ relation, on, facts, ...born }) => {
    expect(personFacts(born, relation, on)).toEqual(facts);
  });
});

group("evidence", () => {
  it.each(file.evidence)("$ro", ({ evidence, ro, en }) => {
    expect([describe(edition, evidence, "ro"), describe(edition, evidence, "en")]).toEqual([ro, en]);
  });
});

group("interviews", () => {
  it.each(file.interviews as unknown as Interview[])("$name", (vector) => {
    const { home, asked, day, writes } = vector;
    const wrong = problems(edition, asked, writes).map(({ field, reason }) => [field, reason]);
    expect(wrong).toEqual(vector.problems);
    if (wrong.length > 0) return;
    const { household, members } = context(home, edition, asked, day);
    const reading = edition.read(household, members, {});
    const stored = kept(edition, reading, asked);
    const said = {
      household,
      members,
      clashes: clashes(edition, reading, asked).map(({ field }) => field),
      found: reading.find().map(({ code, member }) => [code, member]),
      undetermined: reading.undetermined().map(({ code, member, missing }) => [code, member, missing]),
      kept: stored,
      by_area: Object.fromEntries(byArea(edition, stored.household, stored.persons)),
    };
    const expected = Object.fromEntries(Object.entries(vector).filter(([name]) => name in said));
    expect(Object.fromEntries(Object.entries(said).filter(([name]) => name in vector))).toEqual(expected);
  });
});

group("settling", () => {
  it.each(file.settling as unknown as Settling[])("$name", ({ before, is_true, severity = 0, evidence = {}, after }) => {
    expect(settle(before, { is_true, severity, evidence })).toEqual(after);
  });
});

group("ids of new findings", () => {
  it.each(file.ids)("%s %s %s", (assessment, subject, code, expected) => {
    expect(idOfNew(assessment!, subject!, code!)).toBe(expected);
  });
});

group("priority", () => {
  it.each(file.priority)("$level, $points points", ({ findings, last_visited, silence_days, ...expected }) => {
    const weighed = (findings as [FindingState, number][]).map(([state, severity]) => ({ state, severity }));
    expect(priority(weighed, last_visited, "2026-11-22", silence_days ?? undefined)).toEqual(expected);
  });
});
