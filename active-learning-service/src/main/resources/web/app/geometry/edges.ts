import { at, plus, type Point, times } from './point.ts';
import { type Outline, outward } from './outline.ts';
import { polygon, STEPS } from './spline.ts';

/** A gray picture, 0 to 255, row by row. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array | Uint8ClampedArray;
}

/** Brightness at a point, interpolated; the border continues outside. */
export function brightness(picture: GrayPicture, p: Point): number {
  const clamp = (v: number, most: number) => Math.min(most, Math.max(0, v));
  const [x, y] = [clamp(p.x, picture.width - 1), clamp(p.y, picture.height - 1)];
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [x1, y1] = [clamp(x0 + 1, picture.width - 1), clamp(y0 + 1, picture.height - 1)];
  const value = (column: number, row: number) => picture.values[row * picture.width + column];
  const top = value(x0, y0) + (value(x1, y0) - value(x0, y0)) * (x - x0);
  const bottom = value(x0, y1) + (value(x1, y1) - value(x0, y1)) * (x - x0);
  return top + (bottom - top) * (y - y0);
}

/**
 * Moves control points along the normal to the nearest clear edge from dark cavity to bright wall. Neighbours move
 * alike, so that a speckle does not pull a single point away. Points for which `fixed` is true, and points without a
 * clear edge, stay.
 *
 * @param reach largest move in pixels
 */
export function snap(
  picture: GrayPicture,
  control: readonly Point[],
  reach: number,
  fixed: (i: number) => boolean,
): Point[] {
  const curve: Outline = polygon(control);
  const normals = control.map((_, i) => outward(curve, i * STEPS));
  const moves = control.map((p, i) => (fixed(i) ? 0 : bestMove(picture, p, normals[i], reach)));
  return control.map((p, i) => {
    if (fixed(i)) return p;
    const move = (at(moves, i - 1) + 2 * moves[i] + at(moves, i + 1)) / 4;
    return plus(p, times(normals[i], move));
  });
}

/** Brightness steps of less than this are noise. */
const LEAST_STEP = 12;

function bestMove(picture: GrayPicture, p: Point, normal: Point, reach: number): number {
  const side = Math.max(1.5, reach / 4);
  let best = 0;
  let strongest = LEAST_STEP;
  for (let move = -reach; move <= reach; move += 0.5) {
    const mean = (sign: 1 | -1) => {
      let sum = 0;
      for (let k = 1; k <= 4; k++) sum += brightness(picture, plus(p, times(normal, move + (sign * side * k) / 4)));
      return sum / 4;
    };
    const step = (mean(1) - mean(-1)) * (1 - 0.5 * Math.abs(move / reach));
    if (step > strongest) {
      strongest = step;
      best = move;
    }
  }
  return best;
}
