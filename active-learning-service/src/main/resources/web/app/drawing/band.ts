import type { FrameGeometry } from '../api/messages.ts';
import { toDisplay, WORKING_SIDE } from '../geometry/frame.ts';
import { toScreen, type Viewport } from './viewport.ts';

/** Between these probabilities, 10 and 90 %, the model is not sure of a pixel. Black is 0, white 255. */
const LEAST = 26;
const MOST = 229;

/** The same colour as the model's outline. */
const COLOUR = [76, 201, 240];
const OPACITY = 110;

/** Colours the pixels of which the model is not sure. Others are transparent. */
export function coloured(probabilities: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(probabilities.length);
  for (let i = 0; i < rgba.length; i += 4) {
    if (probabilities[i] >= LEAST && probabilities[i] <= MOST) rgba.set([...COLOUR, OPACITY], i);
  }
  return rgba;
}

/** Reads a gray picture of the model's probabilities, working pixels. Undefined if the picture is empty. */
export async function bandOf(picture: Blob): Promise<OffscreenCanvas | undefined> {
  if (picture.size === 0) return undefined;
  const band = new OffscreenCanvas(WORKING_SIDE, WORKING_SIDE);
  const context = band.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(await createImageBitmap(picture), 0, 0);
  const { data } = context.getImageData(0, 0, WORKING_SIDE, WORKING_SIDE);
  context.putImageData(new ImageData(coloured(data), WORKING_SIDE, WORKING_SIDE), 0, 0);
  return band;
}

/** Paints a band over the picture. */
export function paintBand(context: CanvasRenderingContext2D, v: Viewport, g: FrameGeometry, band: OffscreenCanvas): void {
  const corner = toScreen(v, toDisplay(g, { x: -0.5, y: -0.5 }));
  const edge = toScreen(v, toDisplay(g, { x: WORKING_SIDE - 0.5, y: WORKING_SIDE - 0.5 }));
  context.drawImage(band, corner.x, corner.y, edge.x - corner.x, edge.y - corner.y);
}
