import { describe, expect, test } from "vitest";
import type { Command } from "../kernel/types.ts";
import { beginPhoto, beginSignature, photoFields, photoFromCommand, problemsOfPhoto, problemsOfSignature, signatureFields, signatureFromCommand } from "./attaching.ts";
import { extended, isSigned, pointsIn } from "./strokes.ts";

const KEPT = { digest: "a".repeat(64), size: 200_000, media_type: "image/jpeg", taken_at: "2026-11-22T08:00:00.000Z" };
const LINE = [[0.1, 0.5, 0.4, 0.2, 0.8, 0.6]];

describe("a photo", () => {
  const photo = { ...beginPhoto("a", "v", "housing"), kept: KEPT, consent: "Ana, mama" };

  test("needs a picture and who agreed", () => {
    expect(Object.keys(problemsOfPhoto(beginPhoto("a", null, "housing")))).toEqual(["photo", "consent"]);
    expect(problemsOfPhoto(photo)).toEqual({});
  });

  test("goes without the place unless it was asked for", () => {
    expect(photoFields("h", photo, KEPT)).toEqual({
      ...{ household_id: "h", attachment_id: "a", visit_id: "v", person_id: null, what: "photo", ...KEPT },
      ...{ caption: "", consent: "Ana, mama", area: "housing", latitude: null, longitude: null },
    });
    const placed = { ...photo, visit: null, place: { latitude: 47.5, longitude: 22.9 } };
    expect(photoFields("h", placed, KEPT)).toMatchObject({ visit_id: null, latitude: 47.5, longitude: 22.9 });
  });
});

describe("a signature", () => {
  test("needs a name, and lines or a declaration", () => {
    expect(Object.keys(problemsOfSignature(beginSignature("a", null)))).toEqual(["name", "signature"]);
    expect(problemsOfSignature({ ...beginSignature("a", null), name: "Ana", strokes: LINE })).toEqual({});
    expect(problemsOfSignature({ ...beginSignature("a", null), name: "Ana", isDeclared: true })).toEqual({});
  });

  test("a touch of the finger is no signature", () => expect(isSigned([[0.5, 0.5, 0.51, 0.5]])).toBe(false));

  test("says what was signed, no longer than is kept", () => {
    const signed = { ...beginSignature("a", null), name: " Ana ", person: "ana", strokes: LINE };
    const fields = signatureFields("h", signed, KEPT, "x".repeat(400), "household");
    expect(fields).toMatchObject({ what: "signature", consent: "Ana", person_id: "ana", caption: "x".repeat(300) });
  });
});

test("what was refused comes back as it was", () => {
  const photo = { ...beginPhoto("a", "v", "housing"), kept: KEPT, consent: "Ana", caption: "Casa", person: "ana", place: { latitude: 47.5, longitude: 22.9 } };
  expect(photoFromCommand(photoFields("h", photo, KEPT) as unknown as Command)).toEqual(photo);
  const signature = { ...beginSignature("a", null), name: "Ana", strokes: LINE };
  const again = signatureFromCommand(signatureFields("h", signature, KEPT, "Am vorbit.", "household") as unknown as Command);
  expect(again).toEqual({ ...signature, strokes: [], kept: KEPT, caption: "Am vorbit." });
  expect(problemsOfSignature(again)).toEqual({});
});

describe("lines", () => {
  test("a point where the last one was adds nothing", () => expect(extended([0.5, 0.5], 0.5005, 0.5)).toEqual([0.5, 0.5]));
  test("beside the box is at its edge", () => expect(extended([], 1.2, -3)).toEqual([1, 0]));
  test("they are drawn in any size", () => expect(pointsIn([0, 0, 0.5, 1], 300, 100)).toEqual([[0, 0], [150, 100]]));
});
