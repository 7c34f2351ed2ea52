import { at, cross, distance, dot, midpoint, minus, perpendicular, plus, type Point, times, unit } from './point.ts';
import { area, centroid, crossings, type Outline } from './outline.ts';

/** The long axis of the left ventricle in an apical view. */
export interface LongAxis {
  readonly apex: Point;
  /** Where the line from the apex through the middle of the annulus leaves the outline. */
  readonly base: Point;
  /** The hinges of the mitral annulus: the left one in the picture, and the right one. */
  readonly annulus: readonly [Point, Point];
}

/** The apex and the hinges of the mitral annulus that a reader marked. */
export interface Marks {
  readonly apex: Point;
  readonly annulus: readonly [Point, Point];
}

/** Number of disks (Lang et al., ASE/EACVI 2015). */
export const DISKS = 20;

/** Most rounds of the search for the axis. */
const MOST_ROUNDS = 6;

/** Least cosine of the angle to the vertical of an apical view's axis. */
const LEAST_DESCENT = 0.5;

/**
 * Finds the axis as ef-service does: the annulus corners are the outermost points at 45 degrees, and the apex is the
 * point farthest from the middle between them.
 */
export function findLongAxis(outline: Outline): LongAxis {
  let down = principalDirection(outline);
  if (down.y < LEAST_DESCENT) down = { x: 0, y: 1 };
  let axis = axisAlong(outline, down);
  for (let round = 1; round < MOST_ROUNDS && distance(axis.apex, axis.base) > 0; round++) {
    axis = axisAlong(outline, unit(minus(axis.base, axis.apex)));
  }
  return axis;
}

function axisAlong(outline: Outline, down: Point): LongAxis {
  const left = perpendicular(down);
  const annulus = [farthestAlong(outline, plus(down, left)), farthestAlong(outline, minus(down, left))] as const;
  const middle = midpoint(...annulus);
  const apex = outline.reduce((best, p) => (distance(p, middle) > distance(best, middle) ? p : best));
  return markedAxis(outline, { apex, annulus });
}

/** The axis through the reader's marks. It ends on the outline, not on the line between the hinges. */
export function markedAxis(outline: Outline, marks: Marks): LongAxis {
  const direction = unit(minus(midpoint(...marks.annulus), marks.apex));
  const exit = Math.max(0, ...crossings(outline, marks.apex, direction));
  return { apex: marks.apex, base: plus(marks.apex, times(direction, exit)), annulus: marks.annulus };
}

const farthestAlong = (outline: Outline, direction: Point): Point =>
  outline.reduce((best, p) => (dot(p, direction) > dot(best, direction) ? p : best));

/** Direction of the interior's largest spread, from the apex down to the base. */
function principalDirection(outline: Outline): Point {
  const centre = centroid(outline);
  let [xx, xy, yy, sign] = [0, 0, 0, 0];
  outline.forEach((vertex, i) => {
    const a = minus(vertex, centre);
    const b = minus(at(outline, i + 1), centre);
    const c = cross(a, b);
    sign += c;
    xx += c * (a.x * a.x + a.x * b.x + b.x * b.x);
    yy += c * (a.y * a.y + a.y * b.y + b.y * b.y);
    xy += (c * (a.x * (2 * a.y + b.y) + b.x * (a.y + 2 * b.y))) / 2;
  });
  if (sign < 0) [xx, xy, yy] = [-xx, -xy, -yy];
  const half = (xx - yy) / 2;
  const root = Math.hypot(half, xy);
  if (root <= 1e-12 * (xx + yy)) return { x: 0, y: 1 };
  const direction = unit(half > 0 ? { x: half + root, y: xy } : { x: xy, y: root - half });
  return direction.y < 0 ? times(direction, -1) : direction;
}

/** Widths of the 20 disks across the axis, from apex to base, in the outline's pixels. */
export function diameters(outline: Outline, axis: LongAxis): number[] {
  const along = unit(minus(axis.base, axis.apex));
  const height = distance(axis.apex, axis.base) / DISKS;
  return Array.from({ length: DISKS }, (_, i) => {
    const inside = crossings(outline, plus(axis.apex, times(along, (i + 0.5) * height)), perpendicular(along));
    let width = 0;
    for (let k = 0; k + 1 < inside.length; k += 2) width += inside[k + 1] - inside[k];
    return width;
  });
}

/** Area, length and volume of an outline. Without pixel spacing the unit is the working pixel. */
export interface Measures {
  readonly area: number;
  readonly length: number;
  readonly volume: number;
  /** True: cm², mm and ml. False: square, plain and cubic working pixels. */
  readonly calibrated: boolean;
  /** Whether the axis points down within 60 degrees, as in an apical view. */
  readonly apical: boolean;
}

/**
 * Measures an outline in working pixels by the single-plane method of disks: V = pi/4 * sum(d_i^2) * L/20.
 *
 * @param marks the reader's marks in working pixels; undefined: the axis is found
 * @param mmPerPixel millimetres per working pixel; undefined if the file states no spacing
 */
export function measure(outline: Outline, marks: Marks | undefined, mmPerPixel: number | undefined): Measures {
  const axis = marks ? markedAxis(outline, marks) : findLongAxis(outline);
  const length = distance(axis.apex, axis.base);
  const squares = diameters(outline, axis).reduce((sum, d) => sum + d * d, 0);
  const volume = ((Math.PI / 4) * squares * length) / DISKS;
  const apical = length > 0 && unit(minus(axis.base, axis.apex)).y >= LEAST_DESCENT;
  if (mmPerPixel === undefined) return { area: area(outline), length, volume, calibrated: false, apical };
  return {
    area: (area(outline) * mmPerPixel ** 2) / 100,
    length: length * mmPerPixel,
    volume: (volume * mmPerPixel ** 3) / 1000,
    calibrated: true,
    apical,
  };
}
