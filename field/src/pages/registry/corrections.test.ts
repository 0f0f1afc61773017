import { expect, test } from "vitest";
import type { HouseholdRow, PersonRow } from "../../kernel/types.ts";
import { boxesOfValues, changesOf, checkCorrection, valuesOfHousehold, valuesOfPerson, wantedAddress, wantedPerson, withChanges } from "./corrections.ts";
import { boxesOfAddress } from "./typing.ts";

const house: HouseholdRow = {
  ...{ kind: "household", id: "h", n: 1, village_id: 7, street: "Morii", number: "12", place_note: "", phone: "" },
  ...{ latitude: 47.4970961, longitude: 22.9, dwelling_state: "visited", label: "Țăran Ana" },
  ...{ registered_at: "2026-01-01T00:00:00Z", registered_by: "Ana Pop" },
};
const ana: PersonRow = {
  ...{ kind: "person", id: "p", n: 1, last_name: "Țăran", first_name: "Ana", former_names: "", sex: "F" },
  ...{ birth_date: "1980-03-04", birth_year: 1980, identity: "none", has_cnp: false, death_date: null, merged_into_id: null },
};

test("only what was changed travels, with what was seen", () => {
  const boxes = boxesOfAddress(house);
  const wanted = wantedAddress({ ...boxes, number: "14" }, boxes, valuesOfHousehold(house));
  expect(changesOf(valuesOfHousehold(house), wanted)).toEqual({ number: { seen: "12", value: "14" } });
});

test("a position that was deleted is none", () => {
  const boxes = boxesOfAddress(house);
  const wanted = wantedAddress({ ...boxes, latitude: "", longitude: "" }, boxes, valuesOfHousehold(house));
  expect(Object.keys(changesOf(valuesOfHousehold(house), wanted))).toEqual(["latitude", "longitude"]);
});

test("nothing changed, nothing travels", () => {
  const seen = valuesOfPerson(ana);
  expect(changesOf(seen, wantedPerson(boxesOfValues(seen), seen))).toEqual({});
});

test("the day of birth brings its year along", () => {
  const seen = valuesOfPerson({ ...ana, birth_date: null, birth_year: 1979 });
  const wanted = wantedPerson({ ...boxesOfValues(seen), birth_date: "1980-3-4" }, seen);
  expect(changesOf(seen, wanted)).toEqual({
    birth_date: { seen: null, value: "1980-03-04" },
    birth_year: { seen: 1979, value: 1980 },
  });
});

test("a death that was a mistake is taken back; of the living nothing is said", () => {
  const seen = valuesOfPerson({ ...ana, death_date: "2026-01-02" });
  const wanted = wantedPerson({ ...boxesOfValues(seen), death_date: "" }, seen);
  expect(changesOf(seen, wanted)).toEqual({ death_date: { seen: "2026-01-02", value: null } });
  expect("death_date" in valuesOfPerson(ana)).toBe(false);
});

test("what is wrong is told at its field", () => {
  const seen = valuesOfPerson(ana);
  const typed = { ...boxesOfValues(seen), first_name: "", birth_date: "2026-02-30" };
  expect(Object.keys(checkCorrection(typed, seen, "2026-11-22")).sort()).toEqual(["birth_date", "first_name"]);
});

test("what was refused comes back over the values of now", () => {
  const typed = withChanges(valuesOfHousehold(house), { phone: { seen: "", value: "0700" } });
  expect(typed).toMatchObject({ street: "Morii", phone: "0700" });
});
