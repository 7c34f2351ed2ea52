import { nearest } from '../../main/resources/web/app/geometry/outline.ts';
import { fit, nearestOnSpline, pointOfSegment, polygon, STEPS } from '../../main/resources/web/app/geometry/spline.ts';
import { equal, isTrue, near } from './check.ts';

const circle = (n: number, r: number) =>
  Array.from(
    { length: n },
    (_, i) => ({ x: 50 + r * Math.cos((2 * Math.PI * i) / n), y: 50 + r * Math.sin((2 * Math.PI * i) / n) }),
  );

Deno.test('passes through its control points', () => {
  const control = circle(7, 20);
  control.forEach((p, i) => {
    near(Math.hypot(pointOfSegment(control, i, 0).x - p.x, pointOfSegment(control, i, 0).y - p.y), 0, 1e-9);
    const next = control[(i + 1) % 7];
    near(Math.hypot(pointOfSegment(control, i, 1).x - next.x, pointOfSegment(control, i, 1).y - next.y), 0, 1e-9);
  });
});

Deno.test('is the uniform Catmull-Rom spline where points are evenly spaced', () => {
  // By hand, with all distances 1: P(1/2) = (-p0 + 9 p1 + 9 p2 - p3) / 16.
  const square = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
  const middle = pointOfSegment(square, 0, 0.5);
  near(middle.x, 0.5, 1e-9);
  near(middle.y, -2 / 16, 1e-9);
});

Deno.test('eight points on a circle stay within one percent of it', () => {
  for (const p of polygon(circle(8, 20))) near(Math.hypot(p.x - 50, p.y - 50), 20, 0.2);
});

Deno.test('equal control points do not make the spline undefined', () => {
  const control = [{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }];
  for (const p of polygon(control)) isTrue(Number.isFinite(p.x) && Number.isFinite(p.y), 'not finite');
});

Deno.test('has sixteen vertices a segment', () => {
  equal(STEPS, 16);
  equal(polygon(circle(5, 10)).length, 5 * STEPS);
});

Deno.test('does not bulge between the corners of a coarse outline', () => {
  const box = [{ x: 80, y: 40 }, { x: 140, y: 40 }, { x: 140, y: 160 }, { x: 80, y: 160 }];
  for (const p of polygon(fit(box, 0.8))) isTrue(nearest(box, p).distance <= 1.2, `${p.x} ${p.y} bulges`);
});

Deno.test('finds the segment under the pointer', () => {
  const control = circle(8, 20);
  const between = { x: 50 + 20 * Math.cos(Math.PI / 8), y: 50 + 20 * Math.sin(Math.PI / 8) };
  const place = nearestOnSpline(control, between);
  equal(place.segment, 0);
  near(place.distance, 0, 0.2);
});

Deno.test('follows an outline within the tolerance, with few points', () => {
  const outline = Array.from({ length: 120 }, (_, i) => {
    const a = (2 * Math.PI * i) / 120;
    return { x: 56 + 18 * Math.sin(a), y: 60 - 35 * Math.cos(a) };
  });
  const control = fit(outline, 0.3);
  const curve = polygon(control);
  isTrue(control.length <= 16, `${control.length} points`);
  for (const p of outline) isTrue(nearest(curve, p).distance <= 0.3, 'too far');
});
