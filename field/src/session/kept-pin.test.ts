import { expect, test } from "vitest";
import { isRight, pinOf } from "../vault/lock.ts";
import { pinIn, withPin } from "./kept-pin.ts";

test("a PIN that was kept is the same PIN, and other settings stay", async () => {
  const settings = withPin({ comparedAt: 7 }, await pinOf("482915"));
  const travelled = JSON.parse(JSON.stringify(settings)) as typeof settings;
  const kept = pinIn(travelled)!;
  expect(await isRight(kept, "482915")).toBe(true);
  expect(await isRight(kept, "482916")).toBe(false);
  expect(travelled["comparedAt"]).toBe(7);
  expect(JSON.stringify(settings)).not.toContain("482915");
});

test("none was set", () => expect([pinIn(undefined), pinIn({})]).toEqual([null, null]));
