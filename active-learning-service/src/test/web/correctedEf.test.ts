import type { Annotation } from '../../main/resources/web/app/api/messages.ts';
import type { Beat, ClipResult } from '../../main/resources/web/app/api/results.ts';
import { efWith, isDecisive, newestOfFrames, volumesOf } from '../../main/resources/web/app/drawing/correctedEf.ts';
import { fittedFrame } from '../../main/resources/web/app/geometry/frame.ts';
import { equal, near } from './check.ts';

const beat = (first: number, more: Partial<Beat> = {}): Beat => ({
  endDiastolicFrame: first,
  endSystolicFrame: first + 10,
  endFrame: first + 20,
  complete: true,
  included: true,
  ejectionFractionPercent: 50,
  endDiastolicVolumeMl: 100,
  endSystolicVolumeMl: 50,
  ...more,
});

/** Two averaged beats with ejection fractions of 50 and 60 %, and one that is not averaged. */
const clip = (more: Partial<ClipResult> = {}): ClipResult => ({
  studyKey: 's',
  clipId: 'c',
  status: 'EJECTION_FRACTION_STATUS_COMPUTED',
  ejectionFractionPercent: 55,
  mmPerWorkingPixel: 1,
  beats: [
    beat(0),
    beat(20, { ejectionFractionPercent: 60, endDiastolicVolumeMl: 110, endSystolicVolumeMl: 44 }),
    beat(40, { included: false }),
  ],
  ...more,
});

Deno.test('the EF depends on end-diastoles and end-systoles of averaged beats only', () => {
  equal([0, 10, 20, 30].map((frame) => isDecisive(clip(), frame)), [true, true, true, true]);
  // Frame 40 ends the second beat, but its volume is not that of the second beat's end-diastole.
  equal([1, 40, 50].map((frame) => isDecisive(clip(), frame)), [false, false, false]);
  equal(efWith(clip(), new Map([[50, 30]])), undefined);
});

Deno.test('the volume of a corrected end-systole replaces that of its beat', () => {
  const change = efWith(clip(), new Map([[10, 40]]))!;
  // 100 * (100 - 40) / 100, and the mean with the other beat's 60 %.
  equal(change.beats, [{ beat: 1, model: 50, own: 60 }]);
  equal(change.clip, { model: 55, own: 60 });
});

Deno.test('the volume of a corrected end-diastole replaces that of its beat', () => {
  const change = efWith(clip(), new Map([[20, 88]]))!;
  equal(change.beats, [{ beat: 2, model: 60, own: 50 }]);
  equal(change.clip, { model: 55, own: 50 });
});

Deno.test('an outline like that of the model changes nothing, whatever the smoothing did', () => {
  const result = clip({ frames: [{ frameIndex: 10, volume: 56, smoothedVolume: 50 }] });
  equal(efWith(result, new Map([[10, 56]]))!.clip, { model: 55, own: 55 });
  // Half the volume of the outline is half the volume of the curve.
  equal(efWith(result, new Map([[10, 28]]))!.beats, [{ beat: 1, model: 50, own: 75 }]);
});

Deno.test('corrections of several frames count together', () => {
  const change = efWith(clip(), new Map([[0, 80], [10, 40], [30, 55], [50, 1]]))!;
  equal(change.beats.map(({ own }) => own), [50, 50]);
  equal(change.clip, { model: 55, own: 50 });
});

Deno.test('without pixel spacing the volumes are those of the smoothed curve', () => {
  const uncalibrated = clip({
    mmPerWorkingPixel: undefined,
    beats: [beat(0, { endDiastolicVolumeMl: undefined, endSystolicVolumeMl: undefined })],
    ejectionFractionPercent: 50,
    frames: [{ volume: 7, smoothedVolume: 4000 }, { frameIndex: 10, smoothedVolume: 2000 }],
  });
  equal(efWith(uncalibrated, new Map([[10, 1000]]))!.clip, { model: 50, own: 75 });
});

Deno.test('without an EF there is no change of it', () => {
  equal(efWith(clip({ ejectionFractionPercent: undefined }), new Map([[10, 40]])), undefined);
});

const correction = (annotationId: string, frameIndex: number, side: number) =>
  ({
    annotationId,
    frameIndex,
    contour: [{ x: 0, y: 0 }, { x: side, y: 0 }, { x: side, y: side }, { x: 0, y: side }],
  }) as Annotation;

Deno.test('the newest correction of each frame counts', () => {
  const newest = newestOfFrames([correction('c', 10, 20), correction('b', 0, 30), correction('a', 10, 40)]);
  equal([...newest.values()].map((each) => each.annotationId), ['c', 'b']);
  const geometry = { ...fittedFrame(224, 224), displayWidth: 224, displayHeight: 224, frameCount: 60, frameRateHz: 50 };
  const volumes = volumesOf({ ...geometry, mmPerWorkingPixel: 1 }, newest.values());
  equal([...volumes.keys()], [10, 0]);
  // The volumes of similar outlines are to each other as the cubes of their sides.
  near(volumes.get(0)! / volumes.get(10)!, (30 / 20) ** 3, 1e-9);
});
