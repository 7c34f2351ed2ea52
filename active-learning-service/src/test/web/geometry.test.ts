import { brightness, type GrayPicture, snap } from '../../main/resources/web/app/geometry/edges.ts';
import { insideWorking, toDisplay, toWorking } from '../../main/resources/web/app/geometry/frame.ts';
import { emptyMask, fill, paint, trace } from '../../main/resources/web/app/geometry/mask.ts';
import {
  area,
  contains,
  crossesItself,
  crossings,
  nearest,
  orientation,
  outward,
  resample,
} from '../../main/resources/web/app/geometry/outline.ts';
import { equal, isTrue, near } from './check.ts';

const SQUARE = [{ x: 10, y: 10 }, { x: 30, y: 10 }, { x: 30, y: 30 }, { x: 10, y: 30 }];
const GEOMETRY = {
  displayHeight: 600,
  displayWidth: 800,
  workingScale: 0.14,
  offsetX: 0,
  offsetY: 14,
  frameCount: 40,
  frameRateHz: 50,
};

Deno.test('the corners of a display frame are the corners of the picture in the working frame', () => {
  // An integer is a pixel's centre, so the left edge of both frames is -0.5.
  near(toWorking(GEOMETRY, { x: -0.5, y: -0.5 }).x, -0.5, 1e-9);
  near(toWorking(GEOMETRY, { x: -0.5, y: -0.5 }).y, 13.5, 1e-9);
  near(toWorking(GEOMETRY, { x: 799.5, y: 599.5 }).x, 111.5, 1e-9);
  near(toWorking(GEOMETRY, { x: 799.5, y: 599.5 }).y, 97.5, 1e-9);
});

Deno.test('there and back again', () => {
  const back = toDisplay(GEOMETRY, toWorking(GEOMETRY, { x: 123.4, y: 321.5 }));
  near(back.x, 123.4, 1e-9);
  near(back.y, 321.5, 1e-9);
});

Deno.test('points outside the working frame move onto its edge', () => {
  equal(insideWorking({ x: -3, y: 120 }), { x: 0, y: 111 });
});

Deno.test('area, orientation and inside of a square', () => {
  equal(area(SQUARE), 400);
  equal(orientation(SQUARE), 1);
  equal(orientation([...SQUARE].reverse()), -1);
  isTrue(contains(SQUARE, { x: 20, y: 20 }), 'inside');
  isTrue(!contains(SQUARE, { x: 31, y: 20 }), 'outside');
  equal(crossings(SQUARE, { x: 0, y: 20 }, { x: 1, y: 0 }), [10, 30]);
  equal(nearest(SQUARE, { x: 35, y: 20 }).point, { x: 30, y: 20 });
});

Deno.test('a bow tie crosses itself, a square does not', () => {
  isTrue(crossesItself([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]), 'bow tie');
  isTrue(!crossesItself(SQUARE), 'square');
});

Deno.test('the outward direction points outward, whatever the orientation', () => {
  for (const outline of [SQUARE, [...SQUARE].reverse()]) {
    outline.forEach((p, i) => {
      const o = outward(outline, i);
      isTrue(!contains(outline, { x: p.x + o.x, y: p.y + o.y }), 'points inside');
    });
  }
});

Deno.test('resampling spaces vertices evenly', () => {
  const even = resample(SQUARE, 8);
  equal(even.length, 8);
  equal(even[1], { x: 20, y: 10 });
});

Deno.test('a painted disk becomes an outline of its area', () => {
  const mask = emptyMask(200, 200);
  paint(mask, { x: 100, y: 100 }, { x: 100, y: 100 }, 30, 1);
  near(area(trace(mask)), Math.PI * 900, 60);
});

Deno.test('filling and tracing a square gives its area again', () => {
  const mask = emptyMask(100, 100);
  fill(mask, SQUARE);
  near(area(trace(mask)), 400, 12);
});

Deno.test('only the largest painted area counts, without its holes', () => {
  const mask = emptyMask(200, 200);
  paint(mask, { x: 60, y: 60 }, { x: 60, y: 60 }, 30, 1);
  paint(mask, { x: 60, y: 60 }, { x: 60, y: 60 }, 8, 0);
  paint(mask, { x: 150, y: 150 }, { x: 150, y: 150 }, 10, 1);
  near(area(trace(mask)), Math.PI * 900, 60);
});

Deno.test('erasing everything leaves no outline', () => {
  const mask = emptyMask(50, 50);
  paint(mask, { x: 20, y: 20 }, { x: 20, y: 20 }, 5, 1);
  paint(mask, { x: 20, y: 20 }, { x: 20, y: 20 }, 9, 0);
  equal(trace(mask), []);
});

Deno.test('a large picture is painted on a coarser grid, in the same place', () => {
  const mask = emptyMask(1440, 1080);
  paint(mask, { x: 700, y: 500 }, { x: 700, y: 500 }, 120, 1);
  const outline = trace(mask);
  near(area(outline), Math.PI * 120 * 120, 800);
  near(outline.reduce((sum, p) => sum + p.x, 0) / outline.length, 700, 2);
});

/** A dark disk of radius 40 in a bright ring. */
function ring(): GrayPicture {
  const values = new Uint8Array(160 * 160);
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.hypot((i % 160) - 80, Math.floor(i / 160) - 80) < 40 ? 30 : 170;
  }
  return { width: 160, height: 160, values };
}

const around = (radius: number) =>
  Array.from(
    { length: 12 },
    (_, i) => ({ x: 80 + radius * Math.cos((Math.PI * i) / 6), y: 80 + radius * Math.sin((Math.PI * i) / 6) }),
  );

Deno.test('snapping finds the border of the cavity from inside and from outside', () => {
  for (const radius of [36, 44]) {
    for (const p of snap(ring(), around(radius), 8, () => false)) near(Math.hypot(p.x - 80, p.y - 80), 40, 1);
  }
});

Deno.test('snapping leaves fixed points, and points without an edge', () => {
  equal(snap(ring(), around(36), 8, () => true), around(36));
  equal(snap({ width: 4, height: 4, values: new Uint8Array(16) }, around(36), 8, () => false), around(36));
});

Deno.test('brightness is interpolated between pixels', () => {
  const picture = { width: 2, height: 2, values: new Uint8Array([0, 100, 100, 200]) };
  equal(brightness(picture, { x: 0.5, y: 0.5 }), 100);
  equal(brightness(picture, { x: 5, y: 5 }), 200);
});
