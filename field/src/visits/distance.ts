// How far a home is from here, as the crow flies.

import { spoken } from "../i18n/i18n.ts";

/** A place in WGS 84 degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS = 6_371_008.8;

/** Metres between two places along the great circle (haversine, the earth a sphere of its mean radius). */
export function metresBetween(one: Place, other: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [up, across] = [radians(other.latitude - one.latitude) / 2, radians(other.longitude - one.longitude) / 2];
  const chord = Math.sin(up) ** 2 + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(across) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The place in a row; null while a coordinate lacks. */
export function placeOf(row: { readonly latitude: number | null; readonly longitude: number | null }): Place | null {
  return row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude };
}

/** "350 m", "2,4 km", "12 km": no more exact than one walks by. */
export function distanceInWords(metres: number): string {
  const rounded = Math.round(metres / 50) * 50;
  if (rounded < 1000) return `${rounded} m`;
  const kilometres = new Intl.NumberFormat(spoken(), { maximumFractionDigits: metres < 9_950 ? 1 : 0 });
  return `${kilometres.format(metres / 1000)} km`;
}
