// The shared vectors of text that people type (contracts/vectors/README.md).

import { describe, expect, it } from "vitest";

import file from "../../../contracts/vectors/text.json";
import { clean, cleanLines, fold } from "./text.ts";

describe("what is kept", () => {
  it.each(file.clean)("$name", ({ typed, kept }) => expect(clean(typed)).toBe(kept));
});

describe("what is kept of several lines", () => {
  it.each(file.clean_lines)("$name", ({ typed, kept }) => expect(cleanLines(typed)).toBe(kept));
});

describe("what is compared", () => {
  it.each(file.fold)("$name", ({ typed, folded }) => expect(fold(typed)).toBe(folded));
});
