import { at, distance, plus, type Point, times } from './point.ts';
import { dense, nearest, type Outline } from './outline.ts';

/**
 * A closed centripetal Catmull-Rom spline (Barry and Goldman's form, alpha = 0.5). It passes through its control
 * points, and has neither cusps nor loops within a segment (Yuksel, Schaefer, Keyser, 2011).
 */

/** Computed points of a segment, with its start and without its end. */
export const STEPS = 16;

/** Most control points of a drawing. */
export const MOST_CONTROL_POINTS = 200;

/** Difference of the parameter between two control points; never 0, to avoid a division by 0 for equal points. */
const knot = (a: Point, b: Point): number => Math.max(1e-6, Math.sqrt(distance(a, b)));

const blend = (a: Point, b: Point, ta: number, tb: number, t: number): Point =>
  plus(times(a, (tb - t) / (tb - ta)), times(b, (t - ta) / (tb - ta)));

/** The point of segment `i` at `u`, 0 to 1: 0 is control point `i`, 1 the next one. */
export function pointOfSegment(control: readonly Point[], i: number, u: number): Point {
  const [p0, p1, p2, p3] = [at(control, i - 1), at(control, i), at(control, i + 1), at(control, i + 2)];
  const t1 = knot(p0, p1);
  const t2 = t1 + knot(p1, p2);
  const t3 = t2 + knot(p2, p3);
  const t = t1 + u * (t2 - t1);
  const a1 = blend(p0, p1, 0, t1, t);
  const a2 = blend(p1, p2, t1, t2, t);
  const a3 = blend(p2, p3, t2, t3, t);
  return blend(blend(a1, a2, 0, t2, t), blend(a2, a3, t1, t3, t), t1, t2, t);
}

/** The spline as a polygon; vertex `k` belongs to segment `floor(k / steps)`. */
export function polygon(control: readonly Point[], steps = STEPS): Outline {
  if (control.length < 3) return [...control];
  return control.flatMap((_, i) => Array.from({ length: steps }, (_, k) => pointOfSegment(control, i, k / steps)));
}

/** The segment of the spline nearest to a point, and the nearest point on it. */
export function nearestOnSpline(
  control: readonly Point[],
  p: Point,
): { segment: number; point: Point; distance: number } {
  const place = nearest(polygon(control), p);
  return { segment: Math.floor(place.edge / STEPS), point: place.point, distance: place.distance };
}

/**
 * Control points whose spline follows an outline: starts with four, adds the vertex that is farthest from the spline
 * until all are within the tolerance, and removes those that are not needed.
 *
 * @param outline at least three vertices
 * @param tolerance largest distance in pixels
 * @param most largest number of control points
 */
export function fit(outline: Outline, tolerance: number, most = 24): Point[] {
  const vertices = dense(outline);
  const n = vertices.length;
  let chosen = [0, Math.floor(n / 4), Math.floor(n / 2), Math.floor((3 * n) / 4)];
  for (let worst = farthest(vertices, chosen); worst.distance > tolerance && chosen.length < most;) {
    chosen = [...chosen, worst.vertex].sort((a, b) => a - b);
    worst = farthest(vertices, chosen);
  }
  for (const vertex of [...chosen]) {
    const fewer = chosen.filter((i) => i !== vertex);
    if (fewer.length >= 4 && farthest(vertices, fewer).distance <= tolerance) chosen = fewer;
  }
  return chosen.map((i) => vertices[i]);
}

/** The vertex of the outline that is farthest from the spline through the chosen ones. */
function farthest(outline: Outline, chosen: readonly number[]): { vertex: number; distance: number } {
  const curve = polygon(chosen.map((i) => outline[i]), 6);
  let worst = { vertex: chosen[0], distance: 0 };
  outline.forEach((p, vertex) => {
    const d = chosen.includes(vertex) ? 0 : nearest(curve, p).distance;
    if (d > worst.distance) worst = { vertex, distance: d };
  });
  return worst;
}
