import { expect, test } from "vitest";
import type { Lists } from "../../nomenclature/lists.ts";
import { boxOf, labelOf, shown, valueOf } from "./values.ts";

const lists = { villages: [{ id: 7, name: "Lunca Probei" }], village: (id: number) => (id === 7 ? { id: 7, name: "Lunca Probei" } : undefined) } as unknown as Lists;

test.each([
  ["village_id", 7, "Lunca Probei"],
  ["dwelling_state", "absent", "absenți"],
  ["sex", "F", "femeie"],
  ["sex", "", "necunoscut"],
  ["birth_date", "1980-03-04", "4 martie 1980"],
  ["birth_date", null, "nimic"],
  ["phone", "", "nimic"],
  ["number", "12A", "12A"],
  ["latitude", 47.5, "47.5"],
] as const)("%s %j", (field, value, words) => expect(shown(field, value, lists)).toBe(words));

test.each([
  ["village_id", "7", 7],
  ["village_id", "", undefined],
  ["birth_date", "1980-3-4", "1980-03-04"],
  ["birth_date", "1980-2-30", undefined],
  ["birth_date", "", null],
  ["latitude", "47,5", 47.5],
  ["street", " Morii ", "Morii"],
] as const)("%s typed as %j", (field, typed, value) => expect(valueOf(field, typed)).toBe(value));

test("a field that this version does not know is text under its own name", () => {
  expect([labelOf("later"), boxOf("later")]).toEqual(["later", "text"]);
});
