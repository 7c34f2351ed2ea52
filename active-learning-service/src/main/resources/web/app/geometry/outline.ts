import { at, cross, distance, dot, minus, perpendicular, plus, type Point, times, unit } from './point.ts';

/** A closed polygon: the last vertex joins the first. */
export type Outline = readonly Point[];

/** Twice the signed area; the sign is the orientation. */
function signedDouble(outline: Outline): number {
  return outline.reduce((sum, a, i) => sum + cross(a, at(outline, i + 1)), 0);
}

/** Enclosed area in square pixels. */
export const area = (outline: Outline): number => Math.abs(signedDouble(outline)) / 2;

/** 1 if the outline runs clockwise on the screen, otherwise -1. */
export const orientation = (outline: Outline): 1 | -1 => (signedDouble(outline) >= 0 ? 1 : -1);

/** Centre of the enclosed area. */
export function centroid(outline: Outline): Point {
  const double = signedDouble(outline);
  let x = 0;
  let y = 0;
  outline.forEach((a, i) => {
    const b = at(outline, i + 1);
    const c = cross(a, b);
    x += (a.x + b.x) * c;
    y += (a.y + b.y) * c;
  });
  return { x: x / (3 * double), y: y / (3 * double) };
}

export function contains(outline: Outline, p: Point): boolean {
  let inside = false;
  outline.forEach((a, i) => {
    const b = at(outline, i + 1);
    if (a.y > p.y !== b.y > p.y && p.x < a.x + ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y)) {
      inside = !inside;
    }
  });
  return inside;
}

/** A place on an outline. */
export interface Place {
  readonly point: Point;
  /** The edge, by the index of its first vertex. */
  readonly edge: number;
  readonly distance: number;
}

/** The place on the outline that is nearest to a point. */
export function nearest(outline: Outline, p: Point): Place {
  let best: Place = { point: outline[0], edge: 0, distance: Infinity };
  outline.forEach((a, i) => {
    const ab = minus(at(outline, i + 1), a);
    const length = dot(ab, ab);
    const t = length === 0 ? 0 : Math.min(1, Math.max(0, dot(minus(p, a), ab) / length));
    const foot = plus(a, times(ab, t));
    const d = distance(foot, p);
    if (d < best.distance) best = { point: foot, edge: i, distance: d };
  });
  return best;
}

/** Signed distances from a point to a line's crossings of the outline, ascending. */
export function crossings(outline: Outline, from: Point, direction: Point): number[] {
  const normal = perpendicular(direction);
  const found: number[] = [];
  outline.forEach((vertex, i) => {
    const a = minus(vertex, from);
    const b = minus(at(outline, i + 1), from);
    const da = dot(a, normal);
    const db = dot(b, normal);
    // Half-open, so that a line through a vertex crosses only one of its two edges.
    if (da < 0 !== db < 0) {
      found.push(dot(plus(a, times(minus(b, a), da / (da - db))), direction));
    }
  });
  return found.sort((a, b) => a - b);
}

/** Whether two edges of the outline that do not touch cross each other. */
export function crossesItself(outline: Outline): boolean {
  const n = outline.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (edgesCross(outline[i], at(outline, i + 1), outline[j], at(outline, j + 1))) return true;
    }
  }
  return false;
}

function edgesCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => cross(minus(q, p), minus(r, p));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Smallest number of vertices of a dense outline. */
const DENSE = 100;

/** The outline with its vertices, and more between them where they are far apart. */
export function dense(outline: Outline): Outline {
  const lengths = outline.map((p, i) => distance(p, at(outline, i + 1)));
  const most = lengths.reduce((sum, length) => sum + length, 0) / DENSE;
  return outline.flatMap((p, i) => {
    const parts = Math.max(1, Math.ceil(lengths[i] / most - 1e-9));
    const step = times(minus(at(outline, i + 1), p), 1 / parts);
    return Array.from({ length: parts }, (_, k) => plus(p, times(step, k)));
  });
}

/** The outline with `count` vertices, evenly spaced along it. */
export function resample(outline: Outline, count: number): Outline {
  const lengths = outline.map((p, i) => distance(p, at(outline, i + 1)));
  const step = lengths.reduce((sum, length) => sum + length, 0) / count;
  const result: Point[] = [];
  let travelled = 0;
  outline.forEach((p, i) => {
    const direction = unit(minus(at(outline, i + 1), p));
    while (result.length < count && result.length * step < travelled + lengths[i]) {
      result.push(plus(p, times(direction, result.length * step - travelled)));
    }
    travelled += lengths[i];
  });
  return result;
}

/** Unit vector at a vertex, pointing out of the outline. */
export function outward(outline: Outline, vertex: number): Point {
  const along = unit(minus(at(outline, vertex + 1), at(outline, vertex - 1)));
  return times(perpendicular(along), -orientation(outline));
}
