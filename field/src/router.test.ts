import { expect, test } from "vitest";
import { cameFrom, match } from "./router.ts";

const PATTERNS = { home: "/", register: "/gospodarii/noua", household: "/gospodarii/:id" };

test.each([
  ["", "home", {}],
  ["#/", "home", {}],
  ["#/gospodarii/noua", "register", {}],
  ["#/gospodarii/42", "household", { id: "42" }],
  ["#/gospodarii/a%20b", "household", { id: "a b" }],
])("%s leads to %s", (hash, name, parameters) => expect(match(hash, PATTERNS)).toMatchObject({ name, parameters }));

test("what stands after the question mark", () => {
  expect(match("#/gospodarii/42?deschis=vizite", PATTERNS)?.query.get("deschis")).toBe("vizite");
});

test("an unknown address leads nowhere", () => expect(match("#/altceva/42/6", PATTERNS)).toBeNull());

test("a page that was opened on the way leads back, and nowhere outside", () => {
  expect(cameFrom("#/usual", "#/persoane/1/act?inapoi=%23%2Ffise%2F2%2Fg")).toBe("#/fise/2/g");
  expect(cameFrom("#/usual", "#/persoane/1/act?inapoi=https%3A%2F%2Fa.example")).toBe("#/usual");
  expect(cameFrom("#/usual", "#/persoane/1/act")).toBe("#/usual");
});
