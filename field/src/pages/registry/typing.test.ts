import { expect, test } from "vitest";
import { addressOf, boxesOfPerson, checkAddress, likeOf, nobodyYet, nowhereYet, personOf, readDay, readNumber } from "./typing.ts";

test.each([
  ["", null],
  ["2026-2-5", "2026-02-05"],
  ["2026-02-05", "2026-02-05"],
  ["2026-02-30", undefined],
  ["-2-5", undefined],
  ["26-2-5", undefined],
])("the day in %j", (typed, day) => expect(readDay(typed)).toBe(day));

test.each([
  ["", null],
  ["47,5", 47.5],
  [" 22.9 ", 22.9],
  ["-1", -1],
  ["doi", undefined],
])("the number in %j", (typed, number) => expect(readNumber(typed)).toBe(number));

test("a known day leaves no year beside it", () => {
  const typed = { ...nobodyYet("1"), birth_date: "1980-3-4", birth_year: "1981" };
  expect(personOf(typed)).toMatchObject({ birth_date: "1980-03-04", birth_year: null });
});

test("a number that nobody sees any more is not sent", () => {
  expect(personOf({ ...nobodyYet("1"), identity: ["none"], cnp: "123" })).toMatchObject({ identity: "none", cnp: "" });
});

test("what was sent comes back into the boxes as it was typed", () => {
  const typed = { ...nobodyYet("1", "head"), last_name: "Țăran", first_name: "Ana", sex: ["F"], birth_date: "1980-03-04" };
  expect(boxesOfPerson(personOf(typed))).toEqual({ ...typed, cnp: "" });
});

test("the name is looked for while only a part is typed", () => {
  expect(likeOf({ ...nobodyYet("1"), last_name: " Țăran ", birth_year: "1980" })).toEqual({
    ...{ last_name: "Țăran", first_name: "", birth_date: null, birth_year: 1980, sex: "" },
  });
});

test("the only village is chosen, of several none", () => {
  expect(nowhereYet([{ id: 7 }]).village_id).toBe("7");
  expect(Object.keys(checkAddress(nowhereYet([{ id: 7 }, { id: 8 }])))).toEqual(["village_id"]);
});

test("a position is written with a comma too, and must be whole", () => {
  const typed = { ...nowhereYet([{ id: 7 }]), latitude: "47,5", longitude: "22,9" };
  expect(checkAddress(typed)).toEqual({});
  expect(addressOf(typed)).toMatchObject({ village_id: 7, latitude: 47.5, longitude: 22.9 });
  expect(Object.keys(checkAddress({ ...typed, longitude: "" }))).toEqual(["latitude"]);
});
