import type { ClipResult } from '../../main/resources/web/app/api/results.ts';
import {
  axesOf,
  curveOf,
  digitsOf,
  isMeasured,
  linePath,
  marksOf,
  nearestFrame,
  secondsAt,
  ticks,
  valueAt,
  xOf,
  yOf,
} from '../../main/resources/web/app/drawing/curve.ts';
import { fittedFrame, toDisplay } from '../../main/resources/web/app/geometry/frame.ts';
import { equal, isTrue, near } from './check.ts';

const clip = (more: Partial<ClipResult> = {}): ClipResult => ({
  studyKey: 's',
  clipId: 'c',
  status: 'EJECTION_FRACTION_STATUS_COMPUTED',
  frameCount: 4,
  frameRateHz: 50,
  frames: [{ volume: 100, smoothedVolume: 98 }, { frameIndex: 1, volume: 60, smoothedVolume: 62 }, {
    frameIndex: 3,
    volume: 90,
  }],
  ...more,
});

Deno.test('a curve has a value or a gap for every frame', () => {
  const curve = curveOf(clip({ mmPerWorkingPixel: 1 }));
  equal(curve.times, [0, 0.02, 0.04, 0.06]);
  equal(curve.volumes.map((v) => v ?? 0), [100, 60, 0, 90]);
  equal([0, 1, 2, 3].map((frame) => valueAt(curve, frame) ?? 0), [98, 62, 0, 90]);
  equal(curve.unit, 'ml');
  isTrue(isMeasured(curve), 'there is a curve');
});

Deno.test('the times of the file count, and without pixel spacing the unit is the working pixel', () => {
  const curve = curveOf(clip({ frameTimesSeconds: [0, 0.1, 0.5, 0.6] }));
  equal(curve.times, [0, 0.1, 0.5, 0.6]);
  equal(curve.unit, 'px³');
});

Deno.test('a frame rate that is not known is absent or zero', () => {
  for (const frameRateHz of [undefined, 0]) equal(curveOf(clip({ frameRateHz })).times, [0, 1, 2, 3]);
});

Deno.test('defaults that are absent or present are the same curve', () => {
  const absent = curveOf(clip({ frames: [{ volume: 1 }], beats: [{ endSystolicFrame: 2 }] }));
  const present = curveOf(clip({
    frames: [{ frameIndex: 0, volume: 1 }],
    beats: [{ endDiastolicFrame: 0, endSystolicFrame: 2, endFrame: 0, complete: false, included: false }],
    frameTimesSeconds: [],
  }));
  equal(present, absent);
});

Deno.test('a clip without a ventricle has no curve', () => {
  isTrue(!isMeasured(curveOf(clip({ frames: [{}, { frameIndex: 1 }] }))), 'there is no curve');
});

Deno.test('neighbouring beats share an end-diastole', () => {
  const beats = [
    { endSystolicFrame: 10, endFrame: 25, complete: true, included: true },
    { endDiastolicFrame: 25, endSystolicFrame: 35, endFrame: 40 },
  ];
  equal(marksOf(beats), [
    { frame: 0, phase: 'ED', included: true },
    { frame: 10, phase: 'ES', included: true },
    { frame: 25, phase: 'ED', included: true },
    { frame: 35, phase: 'ES', included: false },
  ]);
});

Deno.test('a place on the drawing is the nearest frame', () => {
  equal([-1, 0.09, 0.11, 0.4, 9].map((t) => nearestFrame([0, 0.1, 0.5, 0.6], t)), [0, 1, 1, 2, 3]);
});

Deno.test('axes begin at zero and have round values', () => {
  equal(ticks(130, 4), [0, 50, 100]);
  equal(ticks(1, 5), [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  const curve = curveOf(clip());
  const axes = axesOf(curve, { left: 10, right: 70, top: 5, bottom: 105 });
  equal([xOf(axes, 0), xOf(axes, 0.06), yOf(axes, 0), yOf(axes, 100)], [10, 70, 105, 5]);
  near(secondsAt(axes, 40), 0.03, 1e-12);
  equal(linePath(axes, curve.times, curve.volumes), 'M10.0 5.0L30.0 45.0M70.0 15.0');
});

Deno.test('labels of an axis have the decimals that tell them apart', () => {
  equal([0.05, 0.1, 0.2, 0.5, 1, 2, 50].map(digitsOf), [2, 1, 1, 1, 0, 0, 0]);
});

Deno.test('an outline lies on the picture as ingest-service put it into the working frame', () => {
  const working = fittedFrame(800, 599);
  equal([working.workingScale, working.offsetX], [0.14, 0]);
  near(working.offsetY, 14, 1e-9);
  const corner = toDisplay(working, { x: -0.5, y: 13.5 });
  near(corner.x, -0.5, 1e-9);
  near(corner.y, -0.5, 1e-9);
});
