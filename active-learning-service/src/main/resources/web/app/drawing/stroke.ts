import type { FrameGeometry } from '../api/messages.ts';
import { emptyMask, fill, type Mask, paint, trace } from '../geometry/mask.ts';
import { centroid, nearest, resample } from '../geometry/outline.ts';
import { at, distance, minus, plus, type Point, times, unit } from '../geometry/point.ts';
import { nearestOnSpline, STEPS } from '../geometry/spline.ts';
import {
  appendPoint,
  EMPTY,
  follow,
  insertPoint,
  isClosed,
  type Mark,
  marksOf,
  movePoint,
  moveWall,
  outlineOf,
  setMark,
  type Tracing,
} from './tracing.ts';

/** points: control points and marks. wall: a point with its neighbours. paint, erase: the brush. pan: the picture. */
export type Tool = 'points' | 'wall' | 'paint' | 'erase' | 'pan';

/** What a reader can drag. */
export type Handle = { kind: 'point'; index: number } | { kind: 'mark'; mark: Mark };

export const MARKS: readonly Mark[] = ['apex', 'left', 'right'];

/** The flags of the marks stand outside the outline, so that they do not hide its points. */
export function flags(tracing: Tracing, away: number): { mark: Mark; foot: Point; flag: Point }[] {
  const marks = marksOf(tracing);
  if (!marks) return [];
  const centre = centroid(outlineOf(tracing));
  return MARKS.map((mark) => {
    const foot = mark === 'apex' ? marks.apex : marks.annulus[mark === 'left' ? 0 : 1];
    return { mark, foot, flag: plus(foot, times(unit(minus(foot, centre)), away)) };
  });
}

/** The handle within `radius` of a point, all in display pixels. */
export function handleAt(tracing: Tracing, p: Point, radius: number, away: number): Handle | undefined {
  const flag = flags(tracing, away).find((f) => distance(f.flag, p) <= radius);
  if (flag) return { kind: 'mark', mark: flag.mark };
  let best: Handle | undefined;
  let least = radius;
  tracing.control.forEach((c, index) => {
    const d = distance(c, p);
    if (d <= least) {
      least = d;
      best = { kind: 'point', index };
    }
  });
  return best;
}

/** A drawing gesture from the first touch to its end. */
export interface Stroke {
  /** What the gesture drags. */
  readonly handle?: Handle;
  /** The painted area, shown until the gesture ends. */
  readonly mask?: Mask;
  /** The line drawn so far, shown until the gesture ends. */
  readonly line?: readonly Point[];
  move(to: Point): Tracing;
  end(): Tracing;
}

export interface Pen {
  readonly tool: Tool;
  readonly geometry: FrameGeometry;
  /** Radius of the brush, display pixels. */
  readonly brush: number;
  /** How near counts as a hit, display pixels. */
  readonly reach: number;
  /** Distance of flags from the outline, display pixels. */
  readonly away: number;
}

/** Begins a gesture. Undefined if there is nothing to drag; the picture may then be moved. */
export function begin(pen: Pen, tracing: Tracing, p: Point): Stroke | undefined {
  if (pen.tool === 'pan') return undefined;
  if (pen.tool === 'paint' || pen.tool === 'erase') return brushStroke(pen, tracing, p);
  const handle = handleAt(tracing, p, pen.reach, pen.away);
  if (handle?.kind === 'mark') return dragMark(tracing, handle);
  if (handle?.kind === 'point') return dragPoint(pen, tracing, handle.index);
  if (!isClosed(tracing)) return freehand(pen, tracing, p);
  const place = nearestOnSpline(tracing.control, p);
  if (place.distance > pen.reach) return undefined;
  return dragPoint(pen, insertPoint(tracing, place.segment, place.point), place.segment + 1);
}

function dragMark(tracing: Tracing, handle: Handle & { kind: 'mark' }): Stroke {
  let now = tracing;
  return { handle, move: (to) => (now = setMark(tracing, handle.mark, to)), end: () => now };
}

function dragPoint(pen: Pen, tracing: Tracing, index: number): Stroke {
  let now = tracing;
  const wall = wallReach(tracing);
  const move = (
    to: Point,
  ) => (now = pen.tool === 'wall' ? moveWall(tracing, index, to, wall) : movePoint(tracing, index, to));
  return { handle: { kind: 'point', index }, move, end: () => now };
}

/** How far a moved wall reaches: a third of the outline's larger side. */
function wallReach(tracing: Tracing): number {
  const xs = tracing.control.map((p) => p.x);
  const ys = tracing.control.map((p) => p.y);
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) / 3;
}

/** Draws the whole outline in one line, or sets a point if the line is short. */
function freehand(pen: Pen, tracing: Tracing, start: Point): Stroke {
  const line: Point[] = [start];
  return {
    line,
    move(to) {
      if (distance(line[line.length - 1], to) > 1) line.push(to);
      return tracing;
    },
    end() {
      const length = line.slice(1).reduce((sum, p, i) => sum + distance(line[i], p), 0);
      if (length < 4 * pen.reach || line.length < 8) return appendPoint(tracing, start);
      return follow(pen.geometry, resample(line, 120));
    },
  };
}

function brushStroke(pen: Pen, tracing: Tracing, start: Point): Stroke {
  const value = pen.tool === 'paint' ? 1 : 0;
  const mask = emptyMask(pen.geometry.displayWidth, pen.geometry.displayHeight);
  fill(mask, outlineOf(tracing));
  paint(mask, start, start, pen.brush, value);
  let last = start;
  return {
    mask,
    move(to) {
      paint(mask, last, to, pen.brush, value);
      last = to;
      return tracing;
    },
    end() {
      const boundary = trace(mask);
      if (boundary.length < 8) return EMPTY;
      return painted(tracing, follow(pen.geometry, resample(boundary, 160)));
    },
  };
}

/** Transfers the marks and the not-seen parts to a new outline. */
function painted(before: Tracing, after: Tracing): Tracing {
  if (!isClosed(before)) return after;
  const old = outlineOf(before);
  const outline = outlineOf(after);
  const control = after.control.map((p, i) => {
    const middle = outline[i * STEPS + STEPS / 2];
    return { ...p, notSeen: at(before.control, Math.floor(nearest(old, middle).edge / STEPS)).notSeen };
  });
  const marks = before.marks;
  if (!marks) return { control };
  const on = (p: Point) => nearest(outline, p).point;
  return { control, marks: { apex: on(marks.apex), annulus: [on(marks.annulus[0]), on(marks.annulus[1])] } };
}
