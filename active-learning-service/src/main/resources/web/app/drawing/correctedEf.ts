import type { Annotation, FrameGeometry } from '../api/messages.ts';
import type { Beat, ClipResult } from '../api/results.ts';
import { measuresOfWorking } from './editing.ts';
import { marksOfDrawing } from './tracing.ts';

/** An ejection fraction from the model's outlines, and with outlines that a person drew, percent. */
export interface EfChange {
  readonly model: number;
  readonly own: number;
}

/** How outlines that a person drew change the ejection fraction of a clip. */
export interface ClipChange {
  readonly clip: EfChange;
  /** The averaged beats of these frames, with their numbers from 1. */
  readonly beats: readonly (EfChange & { readonly beat: number })[];
}

/** Volumes of outlines that a person drew, by frame, in the unit of the clip: ml or cubic working pixels. */
export type Volumes = ReadonlyMap<number, number>;

/** Whether the ejection fraction of a clip depends on a frame: an end-diastole or end-systole of an averaged beat. */
export const isDecisive = ({ beats = [] }: ClipResult, frame: number): boolean =>
  beats.some((beat) => beat.included && isEndOf(beat, frame));

const isEndOf = ({ endDiastolicFrame = 0, endSystolicFrame = 0 }: Beat, frame: number): boolean =>
  endDiastolicFrame === frame || endSystolicFrame === frame;

/**
 * The ejection fraction of a clip if the volumes of some frames are replaced. As in ef-service, it is the mean over the
 * averaged beats of 100 * (EDV - ESV) / EDV, with the volumes of the smoothed curve. The volume of a replaced frame
 * changes by the same factor as that of its outline: an outline like the model's changes nothing.
 *
 * @returns undefined if the clip has no ejection fraction, or if it depends on none of the frames
 */
export function efWith(result: ClipResult, volumes: Volumes): ClipChange | undefined {
  const { ejectionFractionPercent: model, beats = [] } = result;
  if (model === undefined) return undefined;
  const changed = beats.flatMap((beat, i) => {
    const isChanged = beat.included && [...volumes.keys()].some((frame) => isEndOf(beat, frame));
    const change = isChanged ? changeOf(result, beat, volumes) : undefined;
    return change ? [{ beat: i + 1, ...change }] : [];
  });
  if (changed.length === 0) return undefined;
  const points = changed.reduce((sum, { model, own }) => sum + own - model, 0);
  return { clip: { model, own: model + points / beats.filter((beat) => beat.included).length }, beats: changed };
}

function changeOf(result: ClipResult, beat: Beat, volumes: Volumes): EfChange | undefined {
  const { endDiastolicFrame = 0, endSystolicFrame = 0, endDiastolicVolumeMl, endSystolicVolumeMl } = beat;
  const endDiastolic = endDiastolicVolumeMl ?? smoothedAt(result, endDiastolicFrame);
  const endSystolic = endSystolicVolumeMl ?? smoothedAt(result, endSystolicFrame);
  if (!endDiastolic || endSystolic === undefined) return undefined;
  const model = beat.ejectionFractionPercent || ejected(endDiastolic, endSystolic);
  const replaced = (frame: number, smoothed: number): number => smoothed * factorOf(result, frame, smoothed, volumes);
  const own = replaced(endDiastolicFrame, endDiastolic);
  return own > 0 ? { model, own: ejected(own, replaced(endSystolicFrame, endSystolic)) } : undefined;
}

/** How the volume of a frame changes. Without an outline of the model, the drawn volume is taken as it is. */
function factorOf({ frames = [] }: ClipResult, index: number, smoothed: number, volumes: Volumes): number {
  const drawn = volumes.get(index);
  if (drawn === undefined) return 1;
  return drawn / (frames.find((frame) => (frame.frameIndex ?? 0) === index)?.volume || smoothed || 1);
}

const ejected = (endDiastolic: number, endSystolic: number): number =>
  (100 * (endDiastolic - endSystolic)) / endDiastolic;

const smoothedAt = ({ frames = [] }: ClipResult, index: number): number | undefined =>
  frames.find((frame) => (frame.frameIndex ?? 0) === index)?.smoothedVolume;

/** The newest correction of each frame. The list begins with the newest. */
export function newestOfFrames(corrections: readonly Annotation[]): Map<number, Annotation> {
  const newest = new Map<number, Annotation>();
  for (const correction of corrections) {
    const frame = correction.frameIndex ?? 0;
    if (!newest.has(frame)) newest.set(frame, correction);
  }
  return newest;
}

/** The volumes of corrections, by frame. */
export function volumesOf(geometry: FrameGeometry, corrections: Iterable<Annotation>): Volumes {
  const volumes = new Map<number, number>();
  for (const { frameIndex, contour, drawing } of corrections) {
    const measures = measuresOfWorking(geometry, contour ?? [], marksOfDrawing(drawing));
    if (measures) volumes.set(frameIndex ?? 0, measures.volume);
  }
  return volumes;
}
