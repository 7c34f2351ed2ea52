import type { Beat, ClipResult } from '../api/results.ts';

type Value = number | undefined;

/** The volume of the left ventricle over a clip, frame by frame. */
export interface Curve {
  /** Seconds from the first frame. */
  readonly times: readonly number[];
  /** Undefined where no left ventricle was found. */
  readonly volumes: readonly Value[];
  /** The curve on which the beats were found. */
  readonly smoothed: readonly Value[];
  readonly unit: 'ml' | 'px³';
  readonly marks: readonly Mark[];
}

/** An end-diastole or an end-systole. */
export interface Mark {
  readonly frame: number;
  readonly phase: 'ED' | 'ES';
  /** Whether its beat is averaged. */
  readonly included: boolean;
}

export function curveOf(result: ClipResult): Curve {
  const { frames = [], frameTimesSeconds = [] } = result;
  const count = frameCount(result);
  const frameRateHz = result.frameRateHz || 1;
  const volumes = new Array<Value>(count).fill(undefined);
  const smoothed = [...volumes];
  for (const frame of frames) {
    volumes[frame.frameIndex ?? 0] = frame.volume;
    smoothed[frame.frameIndex ?? 0] = frame.smoothedVolume;
  }
  return {
    times: volumes.map((_, i) => frameTimesSeconds[i] ?? i / frameRateHz),
    volumes,
    smoothed,
    unit: result.mmPerWorkingPixel === undefined ? 'px³' : 'ml',
    marks: marksOf(result.beats ?? []),
  };
}

export const frameCount = ({ frameCount = 0, frames = [] }: ClipResult): number => Math.max(frameCount, frames.length);

/** The value that is shown of a frame: the smoothed volume if there is one. */
export const valueAt = (curve: Curve, frame: number): Value => curve.smoothed[frame] ?? curve.volumes[frame];

export const isMeasured = (curve: Curve): boolean => curve.times.some((_, i) => valueAt(curve, i) !== undefined);

/** The frames of end-diastole and end-systole. Beats share an end-diastole with their neighbours. */
export function marksOf(beats: readonly Beat[]): Mark[] {
  const marks = new Map<string, Mark>();
  const add = (frame: number, phase: Mark['phase'], included: boolean) => {
    const key = `${phase}${frame}`;
    marks.set(key, { frame, phase, included: included || (marks.get(key)?.included ?? false) });
  };
  for (const { endDiastolicFrame = 0, endSystolicFrame = 0, endFrame = 0, complete, included = false } of beats) {
    add(endDiastolicFrame, 'ED', included);
    add(endSystolicFrame, 'ES', included);
    if (complete) add(endFrame, 'ED', included);
  }
  return [...marks.values()].sort((a, b) => a.frame - b.frame);
}

/** The frame that is nearest to a time. */
export const nearestFrame = (times: readonly number[], seconds: number): number =>
  times.reduce((best, t, i) => (Math.abs(t - seconds) < Math.abs(times[best] - seconds) ? i : best), 0);

/** Round values from 0 up to a value, about as many as wanted. */
export function ticks(to: number, wanted: number): number[] {
  const rough = to / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((s) => s >= rough) ?? rough;
  return Array.from({ length: Math.floor(to / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** How many decimals the values between which a step lies need. */
export const digitsOf = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

/** Where times and volumes are on a drawing. */
export interface Axes {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly seconds: number;
  readonly most: number;
}

export function axesOf(curve: Curve, area: Pick<Axes, 'left' | 'right' | 'top' | 'bottom'>): Axes {
  const known = [...curve.volumes, ...curve.smoothed].filter((v) => v !== undefined);
  return { ...area, seconds: curve.times.at(-1) || 1, most: Math.max(...known, 0) || 1 };
}

export const xOf = (a: Axes, seconds: number): number => a.left + ((a.right - a.left) * seconds) / a.seconds;
export const yOf = (a: Axes, volume: number): number => a.bottom - ((a.bottom - a.top) * volume) / a.most;
export const secondsAt = (a: Axes, x: number): number => ((x - a.left) / (a.right - a.left)) * a.seconds;

/** The line through the values as an SVG path. It has a gap where there is no value. */
export function linePath(a: Axes, times: readonly number[], values: readonly Value[]): string {
  const parts = values.map((value, i) => {
    if (value === undefined) return '';
    return `${values[i - 1] === undefined ? 'M' : 'L'}${xOf(a, times[i]).toFixed(1)} ${yOf(a, value).toFixed(1)}`;
  });
  return parts.join('');
}
