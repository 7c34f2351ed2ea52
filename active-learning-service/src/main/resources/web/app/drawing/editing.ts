import type { FrameGeometry, FrameOutline } from '../api/messages.ts';
import { type GrayPicture, snap } from '../geometry/edges.ts';
import { toWorking } from '../geometry/frame.ts';
import type { Outline } from '../geometry/outline.ts';
import { plus, type Point } from '../geometry/point.ts';
import { pointOfSegment } from '../geometry/spline.ts';
import { type Marks, measure, type Measures } from '../geometry/volume.ts';
import { isRemembered, remembered } from './outlines.ts';
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

/** Largest distance from which an outline is copied, in frames. */
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
  return measuresOfWorking(geometry, outlineOf(tracing).map((p) => toWorking(geometry, p)), tracing.marks);
}

/** Area, axis and volume of an outline in working pixels. The marks are in display pixels, as in a drawing. */
export function measuresOfWorking(geometry: FrameGeometry, outline: Outline, marks?: Marks): Measures | undefined {
  if (outline.length < 3) return undefined;
  const work = (p: Point) => toWorking(geometry, p);
  const working = marks &&
    { apex: work(marks.apex), annulus: [work(marks.annulus[0]), work(marks.annulus[1])] as const };
  return measure(outline, working, geometry.mmPerWorkingPixel);
}

/** What is selected, unless the tracing has no such point any more. */
export const stillSelected = (tracing: Tracing, selected: Handle | undefined): Handle | undefined =>
  selected?.kind === 'point' && selected.index >= tracing.control.length ? undefined : selected;

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

/** Moves the wall to the edge in the picture. The mitral valve plane has no edge, so it stays. */
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

type Models = ReadonlyMap<number, FrameOutline>;

/** The nearest frame before (-1) or after (1) with an outline: the reader's own, or the model's. */
export function neighbourIndex(frame: FrameOfClip, models: Models, direction: -1 | 1): number | undefined {
  for (let away = 1; away <= MOST_AWAY; away++) {
    const index = frame.frameIndex + direction * away;
    if (isRemembered(frame.clipId, index) || models.has(index)) return index;
  }
  return undefined;
}

/** The outline of that frame. */
export function neighbour(frame: FrameOfClip, models: Models, direction: -1 | 1): Tracing | undefined {
  const index = neighbourIndex(frame, models, direction);
  if (index === undefined) return undefined;
  const own = remembered(frame.clipId, index);
  return own ? fromDrawing(frame.geometry, own) : followWorking(frame.geometry, models.get(index)!.points);
}
