// The national rules, proved by families written from the law (contracts/vectors/rules, printed as rules.json).

import { describe, expect, it } from "vitest";

import file from "../../../contracts/vectors/rules.json";
import { Reading } from "./find.ts";
import type { Answers, Edition, Value, Vulnerability } from "./types.ts";

interface Example {
  readonly code: string;
  readonly says: string;
  readonly household: Answers;
  readonly members?: readonly Answers[];
  readonly member?: number;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly expect: "found" | "not_found" | "undetermined" | "clash" | "fits" | "letters";
  readonly severity?: number;
  readonly evidence?: readonly string[];
  readonly letters?: readonly string[];
}

interface Lists extends Edition {
  readonly vulnerabilities: readonly (Vulnerability & { readonly law156: readonly string[] })[];
  readonly parameters: readonly { readonly code: string; readonly value: number }[];
  readonly examples: readonly Example[];
}

const lists = file as unknown as Lists;
const values = Object.fromEntries(lists.parameters.map(({ code, value }) => [code, value]));
const verdicts: Readonly<Record<string, Value>> = { found: true, not_found: false, undetermined: null };

function read({ household, members = [], parameters = {} }: Example): Reading {
  return new Reading(lists, household, members, { ...values, ...parameters });
}

function proveRule(example: Example): void {
  const entry = lists.vulnerabilities.find(({ code }) => code === example.code)!;
  const member = entry.subject === "person" ? (example.member ?? 0) : null;
  expect(read(example).verdict(entry.rule!, member)).toBe(verdicts[example.expect]);

  const found = read(example).find().find((one) => one.code === entry.code && one.member === member);
  expect(found?.severity).toBe(example.severity);
  if (example.evidence) expect(Object.keys(found!.evidence).sort()).toEqual([...example.evidence].sort());
}

function proveContradiction(example: Example): void {
  const { code, level } = lists.contradictions.find((one) => one.code === example.code)!;
  const member = level === "person" ? (example.member ?? 0) : null;
  const clashes = read(example).clashes().some((one) => one.code === code && one.member === member);
  expect(clashes).toBe(example.expect === "clash");
}

/** Law 156/2023 art. 5: the distinct letters that what is found meets. */
function proveLetters(example: Example): void {
  const letters = new Map(lists.vulnerabilities.map(({ code, law156 }) => [code, law156]));
  const met = read(example).find().flatMap(({ code }) => letters.get(code) ?? []);
  const distinct = [...new Set(met.filter((letter) => letter.startsWith("5(")))].sort();
  expect(distinct).toEqual([...(example.letters ?? [])].sort());
}

describe("the national lists", () => {
  it.each(lists.examples)("$code $expect: $says", (example) => {
    if (example.expect === "letters") proveLetters(example);
    else if (example.expect === "clash" || example.expect === "fits") proveContradiction(example);
    else proveRule(example);
  });
});
