import type { FrameGeometry, FrameOutline } from '../api/messages.ts';
import { type GrayPicture, snap } from '../geometry/edges.ts';
import { toWorking } from '../geometry/frame.ts';
import type { Outline } from '../geometry/outline.ts';
import { plus, type Point } from '../geometry/point.ts';
import { pointOfSegment } from '../geometry/spline.ts';
import { measure, type Measures } from '../geometry/volume.ts';
import { remembered } from './outlines.ts';
import { type Handle, MARKS } from './stroke.ts';
import {
  followWorking,
  fromDrawing,
  insertPoint,
  isBase,
  isClosed,
  marksOf,
  moveAll,
  movePoint,
  outlineOf,
  setMark,
  type Tracing,
} from './tracing.ts';

/** How far an edge is searched, in working pixels. */
const SNAP_REACH = 4;

/** How many frames away an outline is copied from. */
const MOST_AWAY = 10;

/** Directions of the arrow keys. */
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Area, axis and volume of a tracing; undefined while it is not closed. */
export function measuresOf(geometry: FrameGeometry, tracing: Tracing): Measures | undefined {
  if (!isClosed(tracing)) return undefined;
  const work = (p: Point) => toWorking(geometry, p);
  const marks = tracing.marks;
  const working = marks &&
    { apex: work(marks.apex), annulus: [work(marks.annulus[0]), work(marks.annulus[1])] as const };
  return measure(outlineOf(tracing).map(work), working, geometry.mmPerWorkingPixel);
}

/** The same of an outline in working pixels. */
export const measuresOfWorking = (geometry: FrameGeometry, outline: Outline): Measures | undefined =>
  outline.length < 3 ? undefined : measure(outline, undefined, geometry.mmPerWorkingPixel);

/** Moves what is selected by the direction of an arrow key. A mark moves along the outline. */
export function nudged(tracing: Tracing, handle: Handle, key: string, by: number): Tracing {
  const move = (from: Point, factor: number): Point =>
    plus(from, { x: ARROWS[key].x * by * factor, y: ARROWS[key].y * by * factor });
  if (handle.kind === 'point') return movePoint(tracing, handle.index, move(tracing.control[handle.index], 1));
  const marks = marksOf(tracing);
  if (!marks) return tracing;
  const from = { apex: marks.apex, left: marks.annulus[0], right: marks.annulus[1] }[handle.mark];
  return setMark(tracing, handle.mark, move(from, 2));
}

/** Inserts a point in the middle of the wall after a point. */
export const insertedAfter = (tracing: Tracing, index: number): Tracing =>
  insertPoint(tracing, index, pointOfSegment(tracing.control, index, 0.5));

/** The control point after or before the selected one. */
export function nextPoint(tracing: Tracing, selected: Handle | undefined, step: 1 | -1): Handle | undefined {
  const n = tracing.control.length;
  if (n === 0) return undefined;
  const index = selected?.kind === 'point' ? selected.index + step : step > 0 ? 0 : n - 1;
  return { kind: 'point', index: (index + n) % n };
}

/** The mark after the selected one: apex, left hinge, right hinge. */
export function nextMark(tracing: Tracing, selected: Handle | undefined): Handle | undefined {
  if (!isClosed(tracing)) return undefined;
  const now = selected?.kind === 'mark' ? MARKS.indexOf(selected.mark) : -1;
  return { kind: 'mark', mark: MARKS[(now + 1) % MARKS.length] };
}

/** Moves the wall to the edge in the picture. The mitral valve plane has none, so it stays. */
export function snapped(geometry: FrameGeometry, tracing: Tracing, picture: GrayPicture): Tracing {
  const marks = marksOf(tracing);
  if (!marks) return tracing;
  const fixed = (i: number) => tracing.control[i].notSeen || isBase(marks, tracing.control[i]);
  return moveAll(tracing, snap(picture, tracing.control, SNAP_REACH / geometry.workingScale, fixed));
}

/** A frame of a clip. */
export interface FrameOfClip {
  readonly clipId: string;
  readonly frameIndex: number;
  readonly geometry: FrameGeometry;
}

/** The outline of the nearest frame before (-1) or after (1) that has one: the reader's own, or the model's. */
export function neighbour(
  frame: FrameOfClip,
  models: ReadonlyMap<number, FrameOutline>,
  direction: -1 | 1,
): Tracing | undefined {
  for (let away = 1; away <= MOST_AWAY; away++) {
    const index = frame.frameIndex + direction * away;
    const own = remembered(frame.clipId, index);
    if (own) return fromDrawing(frame.geometry, own);
    const model = models.get(index);
    if (model) return followWorking(frame.geometry, model.points);
  }
  return undefined;
}
