import { expect, test } from "vitest";
import { distanceInWords, metresBetween, placeOf } from "./distance.ts";

test("one degree of latitude is 111.2 km, and there is as far as back", () => {
  const [here, there] = [{ latitude: 47, longitude: 22.9 }, { latitude: 48, longitude: 22.9 }];
  expect(metresBetween(here, there)).toBeCloseTo(111_195, -1);
  expect(metresBetween(there, here)).toBe(metresBetween(here, there));
});

test("it agrees with the law of cosines on the sphere", () => {
  const [satuMare, bucharest] = [{ latitude: 47.79, longitude: 22.89 }, { latitude: 44.4268, longitude: 26.1025 }];
  const [up, down, apart] = [satuMare.latitude, bucharest.latitude, 26.1025 - 22.89].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const angle = Math.acos(Math.sin(up) * Math.sin(down) + Math.cos(up) * Math.cos(down) * Math.cos(apart));
  expect(metresBetween(satuMare, bucharest)).toBeCloseTo(angle * 6_371_008.8, 0);
});

test("the other side of the earth is half its girth away", () => {
  expect(metresBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015_115, -1);
});

test("half a place is none", () => {
  expect(placeOf({ latitude: 47.5, longitude: null })).toBeNull();
  expect(placeOf({ latitude: 0, longitude: 0 })).toEqual({ latitude: 0, longitude: 0 });
});

test.each([
  [10, "0 m"],
  [349, "350 m"],
  [974, "950 m"],
  [980, "1 km"],
  [2_449, "2,4 km"],
  [12_400, "12 km"],
])("%i metres", (metres, said) => expect(distanceInWords(metres)).toBe(said));
