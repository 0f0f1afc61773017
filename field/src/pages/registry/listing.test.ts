import { expect, test } from "vitest";
import type { Household } from "../../commune/views.ts";
import { fits, listed, type Filter } from "./listing.ts";

const house = (id: string, fields: object = {}): Household =>
  ({
    ...{ id, row: { village_id: 1, dwelling_state: "visited" }, findings: [], conflicts: [], unsent: 0 },
    ...{ lastVisit: "2026-01-01T10:00:00Z", ...fields },
  }) as unknown as Household;
const any: Filter = { village: "", wanted: "" };

test.each([
  ["another village", { row: { village_id: 2, dwelling_state: "visited" } }, { ...any, village: "1" }, false],
  ["its village", {}, { ...any, village: "1" }, true],
  ["never visited", { lastVisit: null }, { ...any, wanted: "unvisited" }, true],
  ["visited, nobody opened", { row: { village_id: 1, dwelling_state: "not_visited" } }, { ...any, wanted: "unvisited" }, true],
  ["visited", {}, { ...any, wanted: "unvisited" }, false],
  ["with something unsent", { unsent: 1 }, { ...any, wanted: "unsent" }, true],
  ["a proposed finding", { findings: [{ state: "proposed" }] }, { ...any, wanted: "findings" }, true],
  ["a settled finding", { findings: [{ state: "resolved" }] }, { ...any, wanted: "findings" }, false],
] as const)("%s", (_name, fields, filter, expected) => expect(fits(house("h", fields), filter as Filter)).toBe(expected));

test("without words all that fit, with words those found", () => {
  const [one, two] = [house("1"), house("2", { unsent: 2 })];
  const commune = { households: () => [one, two], search: () => [{ household: two, member: null }] };
  const ids = (typed: string, filter: Filter): string[] => listed(commune, typed, filter).map(({ household }) => household.id);
  expect(ids(" , ", any)).toEqual(["1", "2"]);
  expect(ids("pop", any)).toEqual(["2"]);
  expect(ids("", { ...any, wanted: "unsent" })).toEqual(["2"]);
});
