// Where the tablet is: asked of the person each time, never needed, kept nowhere by itself.

import { t } from "../i18n/i18n.ts";
import type { Place } from "./distance.ts";

const PATIENCE = 15_000;
const DENIED = 1;

/** The place where the tablet stands, to about a metre; or a sentence that says why not and what to do. */
export function whereAmI(): Promise<Place | string> {
  if (!("geolocation" in navigator)) return Promise.resolve(t("Tableta nu își știe poziția. Mergeți mai departe fără ea."));
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: rounded(coords.latitude), longitude: rounded(coords.longitude) }),
      ({ code }) => resolve(code === DENIED ? t("Tableta nu are voie să își spună poziția. O puteți permite din setările ei; merge și fără.") : t("Poziția nu se poate afla acum. Ieșiți sub cerul liber și încercați din nou, sau mergeți mai departe fără ea.")),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    );
  });
}

function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
