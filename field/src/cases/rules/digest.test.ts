// The shared vectors of what is signed (contracts/vectors/README.md).

import { expect, it } from "vitest";

import file from "../../../../contracts/vectors/digests.json";
import { canonical, digestOf } from "./digest.ts";

it.each(file.digests)("$name", async ({ content, canonical: form, digest }) => {
  expect(canonical(content)).toBe(form);
  expect(await digestOf(content)).toBe(digest);
});
