import type { ControlPoint, Drawing, FrameGeometry } from '../api/messages.ts';
import { insideWorking, toDisplay, toWorking } from '../geometry/frame.ts';
import { nearest, type Outline } from '../geometry/outline.ts';
import { distance, minus, plus, type Point, times } from '../geometry/point.ts';
import { fit, MOST_CONTROL_POINTS, polygon, STEPS } from '../geometry/spline.ts';
import { findLongAxis, type Marks } from '../geometry/volume.ts';

/** The traced border of the left ventricle on a frame, in display pixels. */
export interface Tracing {
  readonly control: readonly ControlPoint[];
  /** Apex and annulus as the reader marked them. Undefined: not marked; they are then found from the outline. */
  readonly marks?: Marks;
}

export type Mark = 'apex' | 'left' | 'right';

export const EMPTY: Tracing = { control: [] };

/** Largest distance between a model's outline and the spline that follows it, in working pixels. */
const TOLERANCE = 0.4;

export const isClosed = (tracing: Tracing): boolean => tracing.control.length >= 3;

/** The outline as a polygon in display pixels. */
export const outlineOf = (tracing: Tracing): Outline => polygon(tracing.control);

/** The reader's marks, or else the marks found from the outline. */
export function marksOf(tracing: Tracing): Marks | undefined {
  if (!isClosed(tracing)) return undefined;
  return tracing.marks ?? findLongAxis(outlineOf(tracing));
}

/** A tracing that follows an outline in display pixels. */
export const follow = (geometry: FrameGeometry, outline: Outline): Tracing => ({
  control: fit(outline, TOLERANCE / geometry.workingScale).map((p) => ({ x: p.x, y: p.y, notSeen: false })),
});

/** A tracing that follows an outline in working pixels, for example the model's. */
export const followWorking = (geometry: FrameGeometry, outline: Outline): Tracing =>
  outline.length < 3 ? EMPTY : follow(geometry, outline.map((p) => toDisplay(geometry, p)));

/** The marks of a drawing; undefined if it has none. */
export function marksOfDrawing(drawing: Partial<Drawing> | undefined): Marks | undefined {
  const [left, right] = drawing?.annulus ?? [];
  return drawing?.apex && left && right ? { apex: drawing.apex, annulus: [left, right] } : undefined;
}

/** The tracing of a drawing. Without control points, it follows the drawing's outline. */
export function fromDrawing(geometry: FrameGeometry, drawing: Partial<Drawing>): Tracing {
  const points = (drawing.controlPoints ?? []).map((p) => ({ x: p.x, y: p.y, notSeen: p.notSeen ?? false }));
  const control = points.length > 0 ? points : followWorking(geometry, drawing.contour ?? []).control;
  return { control, marks: marksOfDrawing(drawing) };
}

export function toDrawing(geometry: FrameGeometry, tracing: Tracing): Drawing {
  const steps = Math.min(STEPS, Math.floor(1000 / Math.max(1, tracing.control.length)));
  const contour = isClosed(tracing)
    ? polygon(tracing.control, steps).map((p) => insideWorking(toWorking(geometry, p)))
    : [];
  return {
    contour,
    controlPoints: tracing.control.map(({ x, y, notSeen }) => ({ x, y, notSeen })),
    ...(tracing.marks && { apex: tracing.marks.apex }),
    annulus: tracing.marks ? [...tracing.marks.annulus] : [],
  };
}

/** Keeps the marks on the outline after it changed. */
function withControl(tracing: Tracing, control: readonly ControlPoint[]): Tracing {
  if (!tracing.marks || control.length < 3) return { control };
  const outline = polygon(control);
  const onOutline = (p: Point) => nearest(outline, p).point;
  const [left, right] = tracing.marks.annulus;
  return { control, marks: { apex: onOutline(tracing.marks.apex), annulus: [onOutline(left), onOutline(right)] } };
}

export const movePoint = (tracing: Tracing, i: number, to: Point): Tracing =>
  withControl(tracing, tracing.control.map((p, k) => (k === i ? { ...p, x: to.x, y: to.y } : p)));

/** Moves a point and the wall around it; points at `reach` pixels and farther stay. */
export function moveWall(tracing: Tracing, i: number, to: Point, reach: number): Tracing {
  const from = tracing.control[i];
  const move = minus(to, from);
  return withControl(
    tracing,
    tracing.control.map((p) => {
      const near = Math.max(0, 1 - distance(p, from) / reach);
      return { ...p, ...plus(p, times(move, near * near * (3 - 2 * near))) };
    }),
  );
}

/** Inserts a point into a segment; both parts keep its not-seen flag. */
export function insertPoint(tracing: Tracing, segment: number, at: Point): Tracing {
  if (tracing.control.length >= MOST_CONTROL_POINTS) return tracing;
  const control = [...tracing.control];
  control.splice(segment + 1, 0, { x: at.x, y: at.y, notSeen: control[segment].notSeen });
  return withControl(tracing, control);
}

export function appendPoint(tracing: Tracing, at: Point): Tracing {
  if (tracing.control.length >= MOST_CONTROL_POINTS) return tracing;
  return withControl(tracing, [...tracing.control, { x: at.x, y: at.y, notSeen: false }]);
}

export const removePoint = (tracing: Tracing, i: number): Tracing =>
  withControl(tracing, tracing.control.filter((_, k) => k !== i));

export const moveAll = (tracing: Tracing, control: readonly Point[]): Tracing =>
  withControl(tracing, tracing.control.map((p, i) => ({ ...p, x: control[i].x, y: control[i].y })));

/** Marks the wall from a point to the next one as not seen, or as seen again. */
export const toggleNotSeen = (tracing: Tracing, segment: number): Tracing => ({
  ...tracing,
  control: tracing.control.map((p, i) => (i === segment ? { ...p, notSeen: !p.notSeen } : p)),
});

/** Sets one mark on the outline; the others become marks of the reader too. */
export function setMark(tracing: Tracing, mark: Mark, at: Point): Tracing {
  const marks = marksOf(tracing);
  if (!marks) return tracing;
  const p = nearest(outlineOf(tracing), at).point;
  const [left, right] = marks.annulus;
  return {
    ...tracing,
    marks: {
      apex: mark === 'apex' ? p : marks.apex,
      annulus: [mark === 'left' ? p : left, mark === 'right' ? p : right],
    },
  };
}

/** Whether a control point lies on the mitral valve plane: close to the middle between the hinges. */
export function isBase(marks: Marks, p: Point): boolean {
  const middle = { x: (marks.annulus[0].x + marks.annulus[1].x) / 2, y: (marks.annulus[0].y + marks.annulus[1].y) / 2 };
  const half = distance(marks.annulus[0], marks.annulus[1]) / 2;
  return distance(p, middle) < half * 0.9;
}
