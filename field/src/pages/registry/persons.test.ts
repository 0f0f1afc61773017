import { describe, expect, test } from "vitest";
import vectors from "../../../../contracts/vectors/persons.json";
import { checkDeath, checkPeople, checkPerson, checkPhone, checkPosition, type NewPerson } from "./persons.ts";

const { today } = vectors;

function person(fields: object, index = 0): NewPerson {
  const nothing = { former_names: "", sex: "", birth_date: null, birth_year: null, identity: "not_given", cnp: "" };
  return { id: String(index), ...nothing, ...(fields as Pick<NewPerson, "last_name" | "first_name" | "relation">) };
}

describe("a person", () => {
  test.each(vectors.people.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const problems = Object.entries(checkPerson(person(one.person), today)).map(([field, { reason }]) => [field, reason]);
    expect(Object.fromEntries(problems)).toEqual(one.problems);
  });
});

describe("the people of a household", () => {
  test.each(vectors.households.map((one) => [one.name, one] as const))("%s", (_name, { people, problem }) => {
    const problems = Object.entries(checkPeople(people.map(person), today));
    expect(problems.map(([field, { reason }]) => ({ field, reason }))).toEqual(problem ? [problem] : []);
  });
});

test.each(vectors.deaths)("death: $name", ({ death, birth_date, birth_year, reason }) =>
  expect(checkDeath(death, birth_date, birth_year, today)?.reason ?? null).toBe(reason),
);

test.each(vectors.positions)("position: $name", ({ latitude, longitude, reason }) =>
  expect(checkPosition(latitude, longitude)?.reason ?? null).toBe(reason),
);

test.each(vectors.phones)("telephone: $name", ({ phone, reason }) => expect(checkPhone(phone)?.reason ?? null).toBe(reason));
