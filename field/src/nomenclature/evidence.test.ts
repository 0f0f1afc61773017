import { expect, it } from "vitest";
import lists from "../training/lists.json";
import { describe as told } from "./evidence.ts";
import { Lists, type SentLists } from "./lists.ts";

const edition = new Lists(lists as unknown as SentLists).current;

it.each([
  [{ age: 0 }, "sub un an", "under one year"],
  [{ age: 1 }, "1 an", "1 year"],
  [{ age: 9 }, "9 ani", "9 years"],
  [{ age_months: 0 }, "0 luni", "0 months"],
  [{ age_months: 21 }, "21 de luni", "21 months"],
])("%o is told in words", (evidence, ro, en) => {
  expect([told(edition, evidence, "ro"), told(edition, evidence, "en")]).toEqual([[ro], [en]]);
});
