import { expect, test } from "vitest";
import { needs, sizeWords, unsentWords, waitWords, whyNot } from "./sentences.ts";

test.each([
  [0, "0 KB"],
  [500_000, "488 KB"],
  [3_984_588, "3,8 MB"],
  [40_000_000, "38 MB"],
  [5_000_000_000, "4,7 GB"],
])("%i bytes", (bytes, said) => expect(sizeWords(bytes)).toBe(said));

test.each([
  [1, "1 secundă"],
  [60, "60 de secunde"],
  [300, "5 minute"],
])("%i seconds", (seconds, said) => expect(waitWords(seconds)).toBe(said));

test("only what there is, is counted", () => {
  expect(unsentWords({ commands: 3, drafts: 0, photos: 1 })).toBe("3 înregistrări netrimise, 1 fotografie netrimisă");
  expect(unsentWords({ commands: 0, drafts: 0, photos: 0 })).toBe("");
});

test("a wrong passphrase says how long to wait, when one has to", () => {
  expect(whyNot({ state: "wrong", tries: 1, waitSeconds: 0 })).toContain("Verificați fiecare cuvânt");
  expect(whyNot({ state: "wrong", tries: 4, waitSeconds: 15 })).toContain("15 secunde");
});

test("whoever can enter needs nothing", () => {
  expect(needs({ lease: { state: "open" } })).toBe("");
  expect(needs({ lease: { state: "contact", why: "lease_ended" } })).not.toBe("");
});
