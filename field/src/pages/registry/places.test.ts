import { expect, test } from "vitest";
import type { Household } from "../../commune/views.ts";
import { placed, standingOf } from "./places.ts";

const house = (id: string, row: object, fields: object = {}): Household =>
  ({ id, row: { dwelling_state: "visited", latitude: 47.5, longitude: 22.9, ...row }, findings: [], lastVisit: "2026-01-01T10:00:00Z", ...fields }) as unknown as Household;

test.each([
  ["calm", {}],
  ["findings", { findings: [{ severity: 2, state: "confirmed" }] }],
  ["grave", { findings: [{ severity: 3, state: "proposed" }], lastVisit: null }],
  ["calm", { findings: [{ severity: 4, state: "resolved" }] }],
  ["unvisited", { lastVisit: null }],
])("%s", (standing, fields) => expect(standingOf(house("h", {}, fields))).toBe(standing));

test("the nearest first, and nobody without a place", () => {
  const houses = [house("far", { latitude: 47.6 }), house("nowhere", { latitude: null }), house("near", {})];
  expect(placed(houses, null).map(({ household }) => household.id)).toEqual(["far", "near"]);
  const [near, far] = placed(houses, { latitude: 47.5, longitude: 22.9 });
  expect([near!.household.id, near!.away, Math.round(far!.away! / 100)]).toEqual(["near", 0, 111]);
});
