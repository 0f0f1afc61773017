// The shared vectors of small questionnaires: what shows, what is found and why (contracts/vectors/README.md).

import { describe, expect, it } from "vitest";

import file from "../../../contracts/vectors/relevance.json";
import { Reading, type Found } from "./find.ts";
import { inOrderOfNeed, settle } from "./relevance.ts";
import type { Answers, Edition, Question, Tree } from "./types.ts";

interface Case {
  readonly name: string;
  readonly household: Answers;
  readonly members: readonly Answers[];
  readonly parameters: Answers;
  readonly shown?: readonly string[];
  readonly shown_of?: readonly (readonly string[])[];
  readonly found?: readonly Found[];
}

interface Group {
  readonly group: string;
  readonly questions: readonly { code: string; level: Question["level"]; when: Tree | null }[];
  readonly rules: readonly {
    code: string;
    subject: "person" | "household";
    severity: number;
    rule: Tree;
    raised: readonly (readonly [number, string, Tree])[];
  }[];
  readonly cases: readonly Case[];
}

for (const { group, questions, rules, cases } of file.groups as unknown as Group[]) {
  const edition: Edition = {
    questions: questions.map((question) => ({ ...question, when: question.when && { tree: question.when } })),
    contradictions: [],
    vulnerabilities: rules.map((entry) => ({
      ...entry,
      rule: { tree: entry.rule },
      raised: entry.raised.map(([severity, , tree]) => [severity, { tree }] as const),
    })),
  };
  describe(group, () => {
    it.each(cases)("$name", ({ household, members, parameters, shown, shown_of, found }) => {
      const { relevance } = settle(edition.questions, household, members);
      if (shown) expect([...relevance.household].sort()).toEqual(shown);
      if (shown_of) expect(relevance.members.map((codes) => [...codes].sort())).toEqual(shown_of);
      if (found) expect(new Reading(edition, household, members, parameters).find()).toEqual(found);
    });
  });
}

describe("order of need", () => {
  it("keeps the order of asking where no condition says otherwise", () => {
    const question = (code: string, when: Tree | null = null): Question => ({
      code,
      level: "person",
      when: when && { tree: when },
    });
    const asked = [question("A"), question("B", ["answered", ["p", "D"]]), question("C"), question("D")];
    expect(inOrderOfNeed(asked).map(({ code }) => code)).toEqual(["A", "D", "B", "C"]);
  });
});
