// A signature as lines drawn with a finger or a pen, apart from any screen: shares of the box, from 0 to 1.

/** One line without lifting the pen: x and y in turn, each a share of the box's width or height. */
export type Stroke = readonly number[];
export type Strokes = readonly Stroke[];

/** The box's width for one of height; what is shorter than this share of its width, all lines together, is a slip of the finger. */
export const BOX_RATIO = 3;
const SHORTEST = 0.15;
const NEAREST = 0.002;

/** A stroke with one more point; a point too near the last one adds nothing. */
export function extended(stroke: Stroke, x: number, y: number): Stroke {
  const point = [round(x), round(y)] as const;
  const [lastX, lastY] = stroke.slice(-2);
  if (lastX !== undefined && lastY !== undefined && apart(lastX, lastY, ...point) < NEAREST) return stroke;
  return [...stroke, ...point];
}

/** Whether somebody signed, and did not just touch the box. */
export function isSigned(strokes: Strokes): boolean {
  return strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= SHORTEST;
}

/** The points of a stroke in a box of so many pixels. */
export function pointsIn(stroke: Stroke, width: number, height: number): [x: number, y: number][] {
  const points: [number, number][] = [];
  for (let index = 0; index + 1 < stroke.length; index += 2) points.push([stroke[index]! * width, stroke[index + 1]! * height]);
  return points;
}

// In widths of the box.
function lengthOf(stroke: Stroke): number {
  const points = pointsIn(stroke, 1, 1);
  return points.slice(1).reduce((sum, [x, y], index) => sum + apart(...points[index]!, x, y), 0);
}

function apart(x: number, y: number, otherX: number, otherY: number): number {
  return Math.hypot(otherX - x, (otherY - y) / BOX_RATIO);
}

function round(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 10_000;
}
