import { expect, test } from "vitest";
import type { Household } from "../commune/views.ts";
import { inNeed } from "./waiting.ts";

const TODAY = "2026-11-22";

interface Trait {
  readonly severities?: readonly number[];
  readonly last?: string | null;
  readonly plan?: string;
}

function home(id: string, { severities = [], last = "2026-11-01T08:00:00Z", plan }: Trait): Household {
  const findings = severities.map((severity) => ({ severity, state: "confirmed" }));
  return { id, findings, lastVisit: last, planned: plan ? [{ state: plan }] : [] } as unknown as Household;
}

const ids = (...homes: Household[]): string[] => inNeed(homes, TODAY, 180, 10).map(({ household }) => household.id);

test("the gravest first, then the most points, then the one not seen for the longest", () => {
  const homes = [
    home("medium", { severities: [2, 2, 2] }),
    home("grave, seen lately", { severities: [3] }),
    home("grave, seen long ago", { severities: [3], last: "2026-07-01T08:00:00Z" }),
    home("urgent", { severities: [4] }),
    home("grave and more", { severities: [3, 1] }),
  ];
  expect(ids(...homes)).toEqual(["urgent", "grave and more", "grave, seen long ago", "grave, seen lately", "medium"]);
});

test("who has a planned visit does not wait; who had one called off does", () => {
  expect(ids(home("planned", { severities: [4], plan: "planned" }), home("off", { severities: [1], plan: "called_off" }))).toEqual(["off"]);
});

test("never visited is a reason of its own, all being well is none", () => {
  expect(ids(home("well", {}), home("never", { last: null }))).toEqual(["never"]);
});

test("a long silence raises and is told", () => {
  const [first] = inNeed([home("silent", { severities: [2], last: "2026-01-01T08:00:00Z" })], TODAY, 180, 1);
  expect([first?.priority.level, first?.priority.reasons.length]).toEqual(["high", 2]);
});
