import { describe, expect, test } from "vitest";
import type { Household } from "../commune/views.ts";
import type { PlannedVisitRow } from "../kernel/types.ts";
import { agenda, type Stop } from "./agenda.ts";

const TODAY = "2026-11-22";
const ME = "me";

interface Trait {
  readonly on: string;
  readonly village?: string;
  readonly number?: string;
  readonly north?: number | null;
  readonly by?: string;
  readonly state?: PlannedVisitRow["state"];
}

function home(id: string, { on, village = "Satul", number = "1", north = null, by = ME, state = "planned" }: Trait): Household {
  const plan = { kind: "planned_visit", id: `p-${id}`, n: 1, household_id: id, planned_on: on, planned_by_id: by, state };
  const row = { latitude: north === null ? null : 47 + north, longitude: north === null ? null : 22.9 };
  return { id, row, village, address: `${village}, ${number}`, planned: [plan] } as unknown as Household;
}

const ids = (stops: readonly Stop[]): string[] => stops.map(({ household }) => household.id);

describe("which visits", () => {
  const { due, coming, others } = agenda(
    [
      home("today", { on: TODAY }),
      home("yesterday", { on: "2026-11-21" }),
      home("in a week", { on: "2026-11-29" }),
      home("in eight days", { on: "2026-11-30" }),
      home("done", { on: TODAY, state: "done" }),
      home("called off", { on: TODAY, state: "called_off" }),
      home("of a colleague", { on: TODAY, by: "somebody" }),
    ],
    TODAY,
    ME,
    null,
  );

  test("due are those of today and before, the overdue first", () => expect(ids(due)).toEqual(["yesterday", "today"]));
  test("coming are those of the next seven days", () => expect(ids(coming)).toEqual(["in a week"]));
  test("a colleague's stand apart", () => expect(ids(others)).toEqual(["of a colleague"]));
});

describe("in which order", () => {
  const homes = [
    home("far", { on: TODAY, village: "Amara", number: "2", north: 0.5 }),
    home("near", { on: TODAY, village: "Zoreni", north: 0.01 }),
    home("nowhere", { on: TODAY, village: "Amara", number: "10" }),
    home("late and far", { on: "2026-11-01", village: "Zoreni", north: 0.9 }),
    home("later and near", { on: "2026-11-10", village: "Zoreni", number: "3", north: 0.1 }),
  ];

  test("by village and number while the position is not known", () => {
    const { due } = agenda(homes, TODAY, ME, null);
    expect(ids(due)).toEqual(["late and far", "later and near", "far", "nowhere", "near"]);
  });

  test("the nearest first when it is, homes without a place after them", () => {
    const { due } = agenda(homes, TODAY, ME, { latitude: 47, longitude: 22.9 });
    expect(ids(due)).toEqual(["later and near", "late and far", "near", "far", "nowhere"]);
  });
});
