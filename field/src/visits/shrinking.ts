// How large a photo may be when it is kept: small enough for a village's network, large enough to see a roof.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One way to keep a photo, tried until its bytes are few enough. `quality` is JPEG's, from 0 to 1. */
export interface Attempt extends Size {
  readonly quality: number;
}

/** The longest side of a photo, pixels; the most bytes of a photo and of a signature; of a file worth opening. */
export const LONGEST_SIDE = 1600;
export const PHOTO_BYTES = 400_000;
export const SIGNATURE_BYTES = 60_000;
export const OPENED_BYTES = 30_000_000;

const QUALITIES = [0.82, 0.7, 0.55] as const;
const STEPS = [1, 0.8, 0.6, 0.45, 0.3] as const;

/** The size within a square of `longest` pixels, in proportion; a smaller picture stays as it is. */
export function within({ width, height }: Size, longest: number): Size {
  const share = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/** The ways to keep a photo, the best first: at each size less and less exactly, then smaller. */
export function attempts(original: Size): Attempt[] {
  const largest = within(original, LONGEST_SIDE);
  const sizes = STEPS.map((step) => within(largest, Math.max(largest.width, largest.height) * step));
  return sizes.flatMap((size) => QUALITIES.map((quality) => ({ ...size, quality })));
}

/** The first of `tries` whose result has at most `limit` bytes; the smallest result when none has. */
export async function firstThatFits<Try>(tries: readonly Try[], limit: number, make: (one: Try) => Promise<Blob>): Promise<Blob> {
  let smallest: Blob | null = null;
  for (const one of tries) {
    const made = await make(one);
    if (made.size <= limit) return made;
    if (!smallest || made.size < smallest.size) smallest = made;
  }
  if (!smallest) throw new RangeError("no way to keep the picture was given");
  return smallest;
}
