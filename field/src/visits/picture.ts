// Pictures on this tablet: a photo made small and without its EXIF, a signature as lines on white. Browser only.

import { attempts, firstThatFits, LONGEST_SIDE, OPENED_BYTES, PHOTO_BYTES, SIGNATURE_BYTES, within, type Size } from "./shrinking.ts";
import { BOX_RATIO, pointsIn, type Strokes } from "./strokes.ts";

/** A file that cannot become a photo here: too large to open on a tablet, or no picture that the browser reads. */
export class NoPhoto extends Error {
  override readonly name = "NoPhoto";
  readonly why: "large" | "unreadable";

  constructor(why: "large" | "unreadable") {
    super(why);
    this.why = why;
  }
}

const INK = "#1b1f27";
const SIGNATURE_WIDTHS = [900, 600, 400] as const;

/** The photo upright, its longest side at most 1,600 px, as JPEG of at most 400 KB; drawn anew, so nothing of its EXIF is left. */
export async function shrunk(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > OPENED_BYTES) throw new NoPhoto("large");
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new NoPhoto("unreadable");
  });
  const largest = sheetOf(bitmap, within(bitmap, LONGEST_SIDE));
  bitmap.close();
  const blob = await firstThatFits(attempts(largest), PHOTO_BYTES, ({ width, height, quality }) => {
    const canvas = width === largest.width ? largest : sheetOf(largest, { width, height });
    return toBlob(canvas, "image/jpeg", quality);
  });
  return bytesOf(blob);
}

/** The signature as PNG of at most 60 KB: the lines, or the words of a declaration. */
export async function signaturePicture(strokes: Strokes, declaration: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await firstThatFits(SIGNATURE_WIDTHS, SIGNATURE_BYTES, (width) => {
    const size = { width, height: Math.round(width / BOX_RATIO) };
    const [canvas, pen] = sheet(size);
    if (declaration.length > 0) write(pen, declaration, size);
    else drawStrokes(pen, strokes, size);
    return toBlob(canvas, "image/png");
  });
  return bytesOf(blob);
}

/** Draws the lines into a box of so many pixels. */
export function drawStrokes(pen: CanvasRenderingContext2D, strokes: Strokes, { width, height }: Size): void {
  Object.assign(pen, { strokeStyle: INK, fillStyle: INK, lineWidth: Math.max(2, width / 220), lineCap: "round", lineJoin: "round" });
  for (const stroke of strokes) {
    const [first, ...others] = pointsIn(stroke, width, height);
    if (!first) continue;
    pen.beginPath();
    pen.moveTo(...first);
    for (const point of others) pen.lineTo(...point);
    // A dot is a line to itself.
    if (others.length === 0) pen.lineTo(...first);
    pen.stroke();
  }
}

function write(pen: CanvasRenderingContext2D, lines: readonly string[], { width, height }: Size): void {
  Object.assign(pen, { fillStyle: INK, textBaseline: "middle" });
  const step = height / (lines.length + 1);
  for (const [index, line] of lines.entries()) {
    pen.font = `${index === 0 ? 600 : 400} ${Math.round(width / (index === 0 ? 20 : 32))}px "Source Sans 3 Variable", sans-serif`;
    pen.fillText(line, width * 0.03, step * (index + 1), width * 0.94);
  }
}

function sheet({ width, height }: Size): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  if (!pen) throw new NoPhoto("unreadable");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  return [canvas, pen];
}

function sheetOf(picture: CanvasImageSource, size: Size): HTMLCanvasElement {
  const [canvas, pen] = sheet(size);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, size.width, size.height);
  return canvas;
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NoPhoto("unreadable"))), type, quality));
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
