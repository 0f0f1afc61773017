// The rows in memory against the plainest model of them: a map. Whatever pages come, both say the same.

import { describe, expect, it } from "vitest";

import type { Row } from "../kernel/types.ts";
import { seeded } from "../vault/testing/chance.ts";
import { keyOf } from "./boxes.ts";
import { Memory } from "./memory.ts";
import type { Page } from "./types.ts";

/** Whole numbers below a bound. */
const picking = (seed: number): ((below: number) => number) => {
  const chance = seeded(seed);
  return (below) => Math.floor(chance() * below);
};

const KINDS = ["household", "person", "membership", "finding", "note", "answers", "conflict", "omen"] as const;

function anyRow(pick: (below: number) => number, n: number): Row {
  const kind = KINDS[pick(KINDS.length)] ?? "note";
  const home = pick(4) === 0 ? null : `h${pick(4)}`;
  const id = kind === "household" ? `h${pick(4)}` : `x${pick(6)}`;
  const needed = kind === "membership" || kind === "finding" ? (home ?? "h0") : home;
  const row = { kind, id, n, ...(kind === "household" || kind === "person" ? {} : { household_id: needed }) };
  return (kind === "answers" ? { ...row, household_id: "h1", area: `area${pick(2)}` } : row) as Row;
}

class Model {
  readonly rows = new Map<string, { row: Row; came: number }>();

  apply(page: Page, round: number): void {
    for (const key of page.gone ?? []) this.rows.delete(key);
    for (const row of page.rows) {
      const old = this.rows.get(keyOf(row));
      this.rows.set(keyOf(row), { row: old && old.row.n > row.n ? old.row : row, came: round });
    }
    for (const [key, { came }] of this.rows) if (came < (page.retireBefore ?? 0)) this.rows.delete(key);
  }
}

const sorted = (rows: Iterable<Row>): Row[] => [...rows].sort((one, other) => keyOf(one).localeCompare(keyOf(other)));

function anyPage(pick: (below: number) => number, model: Model, round: number): Page {
  const keys = [...model.rows.keys()];
  return {
    rows: Array.from({ length: pick(6) }, () => anyRow(pick, pick(50))),
    ...(pick(3) === 0 && { gone: [keys[pick(keys.length || 1)] ?? "note/none"] }),
    ...(pick(8) === 0 && { retireBefore: round }),
  };
}

describe("rows in memory", () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))("walk %i", (seed) => {
    const [pick, memory, model] = [picking(seed), new Memory(), new Model()];
    let round = 0;
    for (let step = 0; step < 60; step += 1) {
      if (pick(10) === 0) round += 1;
      const page = anyPage(pick, model, round);
      const before = new Map([...memory.all()].map((row) => [keyOf(row), row]));
      const plan = memory.plan(page, round);
      expect(new Map([...memory.all()].map((row) => [keyOf(row), row]))).toEqual(before);
      const { changed, removed } = memory.take(plan);
      model.apply(page, round);
      const expected = sorted([...model.rows.values()].map(({ row }) => row));
      expect(sorted(memory.all())).toEqual(expected);
      expect(sorted(expected.flatMap((row) => memory.get(keyOf(row)) ?? []))).toEqual(expected);
      expect(sorted(KINDS.flatMap((kind) => [...memory.ofKind(kind)]))).toEqual(expected);
      expect(removed.toSorted()).toEqual([...before.keys()].filter((key) => !model.rows.has(key)).toSorted());
      const differs = expected.filter((row) => before.get(keyOf(row)) !== row).map(keyOf);
      expect(changed.toSorted()).toEqual(differs.toSorted());
    }
  });
});
