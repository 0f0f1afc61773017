import { expect, test } from "vitest";
import { match } from "./router.ts";

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
