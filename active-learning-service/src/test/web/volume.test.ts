import { area } from '../../main/resources/web/app/geometry/outline.ts';
import { diameters, findLongAxis, measure } from '../../main/resources/web/app/geometry/volume.ts';
import { equal, isTrue, near } from './check.ts';

/** Half an ellipse with its apex at the top: half-width a, height b. Rotated, its volume is 2/3 pi a² b. */
function halfEllipse(a: number, b: number): { x: number; y: number }[] {
  return Array.from({ length: 401 }, (_, i) => {
    const angle = Math.PI + (Math.PI * i) / 400;
    return { x: 56 + a * Math.cos(angle), y: 90 + b * Math.sin(angle) };
  });
}

const marks = (a: number, b: number) => ({
  apex: { x: 56, y: 90 - b },
  annulus: [{ x: 56 - a, y: 90 }, { x: 56 + a, y: 90 }] as const,
});

Deno.test('the volume of half an ellipsoid is 2/3 pi a² b', () => {
  const m = measure(halfEllipse(20, 60), marks(20, 60), 1.5);
  const exact = (2 / 3) * Math.PI * 30 * 30 * 90 / 1000;
  // 20 disks cut at their middles overestimate it by a little.
  near(m.volume, exact, exact * 0.002);
  near(m.length, 90, 0.01, 'length');
  near(m.area, (Math.PI * 30 * 90) / 2 / 100, 0.01, 'area');
  isTrue(m.calibrated && m.apical, 'calibrated and apical');
});

Deno.test('without spacing the unit is the working pixel', () => {
  const m = measure(halfEllipse(20, 60), marks(20, 60), undefined);
  equal(m.calibrated, false);
  near(m.length, 60, 0.01);
  near(m.area, (Math.PI * 20 * 60) / 2, 1);
});

Deno.test('volume grows with the cube of the spacing', () => {
  const one = measure(halfEllipse(20, 60), marks(20, 60), 1).volume;
  near(measure(halfEllipse(20, 60), marks(20, 60), 2).volume, 8 * one, 1e-9);
});

Deno.test('a rectangle has twenty equal diameters', () => {
  const box = [{ x: 40, y: 20 }, { x: 70, y: 20 }, { x: 70, y: 100 }, { x: 40, y: 100 }];
  const axis = { apex: { x: 55, y: 20 }, base: { x: 55, y: 100 }, annulus: [box[3], box[2]] as const };
  equal(diameters(box, axis).length, 20);
  for (const d of diameters(box, axis)) near(d, 30, 1e-9);
  equal(area(box), 2400);
});

Deno.test('finds the axis of an apical view', () => {
  const axis = findLongAxis(halfEllipse(20, 60));
  near(axis.apex.x, 56, 0.5);
  near(axis.apex.y, 30, 0.1);
  near(axis.base.y, 90, 0.1);
  isTrue(axis.annulus[0].x < axis.annulus[1].x, 'the first hinge is the left one');
});

/** An outline like that of a tilted ventricle, and what ef-service's LongAxis and Disks compute for it. */
const TILTED = [
  [50, 20],
  [60, 24],
  [69, 38],
  [74, 56],
  [78, 75],
  [76, 90],
  [62, 93],
  [47, 92],
  [44, 76],
  [40, 58],
  [38, 40],
  [42, 27],
].map(([x, y]) => ({ x, y }));
const TILTED_AXIS = {
  apex: { x: 50, y: 20 },
  base: { x: 61.82202183198861, y: 92.98813478879926 },
  annulus: [{ x: 47, y: 92 }, { x: 76, y: 90 }],
};
const TILTED_DIAMETERS = [
  6.036029836401909,
  18.10808950920574,
  21.642597309814548,
  25.08016375535256,
  28.517730200890572,
  30.840331873403635,
  31.58832103240679,
  32.18272498893716,
  32.77712894546754,
  33.37153290199791,
  33.6517541798985,
  33.6458454602004,
  33.60442576303653,
  33.56300606587267,
  33.52158636870881,
  33.579735243633024,
  32.88372034578646,
  31.676293830423987,
  30.468867315061505,
  22.82262194596706,
];

Deno.test('measures as ef-service does', () => {
  const axis = findLongAxis(TILTED);
  equal([axis.apex, ...axis.annulus], [TILTED_AXIS.apex, ...TILTED_AXIS.annulus]);
  near(axis.base.x, TILTED_AXIS.base.x, 1e-9);
  near(axis.base.y, TILTED_AXIS.base.y, 1e-9);
  diameters(TILTED, axis).forEach((d, i) => near(d, TILTED_DIAMETERS[i], 1e-9, `disk ${i}`));
  const m = measure(TILTED, undefined, undefined);
  near(m.length, 73.93935366328235, 1e-9);
  near(m.volume, 51547.902542215044, 1e-6);
});

Deno.test('an axis that lies down is not apical', () => {
  const lying = halfEllipse(20, 60).map((p) => ({ x: p.y, y: p.x }));
  const m = measure(lying, { apex: { x: 30, y: 56 }, annulus: [{ x: 90, y: 36 }, { x: 90, y: 76 }] }, 1);
  equal(m.apical, false);
});
