import type { Mask } from '../geometry/mask.ts';
import type { Outline } from '../geometry/outline.ts';
import type { Point } from '../geometry/point.ts';
import { STEPS } from '../geometry/spline.ts';
import { flags, type Handle } from './stroke.ts';
import { isClosed, outlineOf, type Tracing } from './tracing.ts';
import { toScreen, type Viewport } from './viewport.ts';

/** Colours of outlines on the black picture. They do not depend on the theme. */
export const COLOURS = {
  own: '#ffd166',
  selected: '#ffffff',
  model: '#4cc9f0',
  decision: '#ffffff',
  halo: 'rgba(0, 0, 0, 0.55)',
  readers: ['#ffd166', '#f78fb3', '#7bd88f', '#b9a1ff', '#ff9f6b'],
} as const;

type Context = CanvasRenderingContext2D;

/** A cleared canvas in the resolution of the screen. */
export function cleared(canvas: HTMLCanvasElement, width: number, height: number): Context {
  const ratio = globalThis.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function path(context: Context, v: Viewport, points: Outline, closed: boolean): void {
  context.beginPath();
  points.forEach((p, i) => {
    const s = toScreen(v, p);
    if (i === 0) context.moveTo(s.x, s.y);
    else context.lineTo(s.x, s.y);
  });
  if (closed) context.closePath();
}

/** Strokes the current path over a dark halo, so that it is seen on bright and on dark tissue. */
function strokeWithHalo(context: Context, colour: string, width: number): void {
  context.lineJoin = 'round';
  context.strokeStyle = COLOURS.halo;
  context.lineWidth = width + 2;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** An outline that cannot be edited: the model's or another reader's. */
export function paintOutline(context: Context, v: Viewport, outline: Outline, colour: string, dotted: boolean): void {
  if (outline.length < 3) return;
  context.save();
  context.setLineDash(dotted ? [2, 5] : []);
  context.lineCap = 'round';
  path(context, v, outline, true);
  strokeWithHalo(context, colour, 2);
  context.restore();
}

/** The reader's tracing: walls that are not seen are dashed. */
export function paintTracing(context: Context, v: Viewport, tracing: Tracing): void {
  const outline = outlineOf(tracing);
  if (!isClosed(tracing)) {
    path(context, v, outline, false);
    strokeWithHalo(context, COLOURS.own, 2);
    return;
  }
  tracing.control.forEach((c, i) => {
    const segment = Array.from({ length: STEPS + 1 }, (_, k) => outline[(i * STEPS + k) % outline.length]);
    context.save();
    context.setLineDash(c.notSeen ? [7, 6] : []);
    path(context, v, segment, false);
    strokeWithHalo(context, COLOURS.own, 2);
    context.restore();
  });
}

/** Control points, and the flags of apex and annulus. */
export function paintHandles(
  context: Context,
  v: Viewport,
  tracing: Tracing,
  selected: Handle | undefined,
  away: number,
): void {
  tracing.control.forEach((c, i) => {
    const chosen = selected?.kind === 'point' && selected.index === i;
    const s = toScreen(v, c);
    context.beginPath();
    context.arc(s.x, s.y, chosen ? 6 : 3.5, 0, 2 * Math.PI);
    fillWithEdge(context, chosen ? COLOURS.selected : COLOURS.own);
  });
  for (const { mark, foot, flag } of flags(tracing, away)) {
    const chosen = selected?.kind === 'mark' && selected.mark === mark;
    const [a, b] = [toScreen(v, foot), toScreen(v, flag)];
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    strokeWithHalo(context, COLOURS.own, 1);
    const size = chosen ? 9 : 7;
    if (mark === 'apex') triangle(context, b, size);
    else diamond(context, b, size);
    // Hollow: found from the outline. Filled: marked by the reader.
    fillWithEdge(context, chosen ? COLOURS.selected : tracing.marks ? COLOURS.own : '#1b222b', COLOURS.own);
  }
}

function fillWithEdge(context: Context, colour: string, edge: string = '#14181d'): void {
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = edge;
  context.lineWidth = 1.5;
  context.stroke();
}

function triangle(context: Context, p: Point, size: number): void {
  context.beginPath();
  context.moveTo(p.x, p.y - size);
  context.lineTo(p.x + size, p.y + size * 0.8);
  context.lineTo(p.x - size, p.y + size * 0.8);
  context.closePath();
}

function diamond(context: Context, p: Point, size: number): void {
  context.beginPath();
  context.moveTo(p.x, p.y - size);
  context.lineTo(p.x + size, p.y);
  context.lineTo(p.x, p.y + size);
  context.lineTo(p.x - size, p.y);
  context.closePath();
}

/** The line of a gesture that is not finished. */
export function paintLine(context: Context, v: Viewport, line: readonly Point[]): void {
  path(context, v, line, false);
  strokeWithHalo(context, COLOURS.own, 2);
}

/** A painted area that is not an outline yet. */
export function paintMask(context: Context, v: Viewport, mask: Mask): void {
  const image = new ImageData(mask.width, mask.height);
  mask.cells.forEach((cell, i) => {
    if (cell) image.data.set([255, 209, 102, 90], 4 * i);
  });
  const layer = new OffscreenCanvas(mask.width, mask.height);
  layer.getContext('2d')!.putImageData(image, 0, 0);
  const size = v.scale / mask.scale;
  context.drawImage(layer, v.left, v.top, mask.width * size, mask.height * size);
}

/** The circle of the brush. */
export function paintBrush(context: Context, v: Viewport, p: Point, radius: number): void {
  const s = toScreen(v, p);
  context.beginPath();
  context.arc(s.x, s.y, radius * v.scale, 0, 2 * Math.PI);
  strokeWithHalo(context, COLOURS.selected, 1);
}
