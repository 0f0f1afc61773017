// Where the tablet is, asked of the person each time anew by the browser.

/** Degrees (WGS 84); `accuracy` in metres. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy: number;
}

const PATIENCE = 20_000;

/** The position now; undefined when the person or the tablet refuses, or it takes longer than 20 seconds. */
export function positionNow(): Promise<Position | undefined> {
  return new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 },
    );
  });
}
