import type { Point } from '../geometry/point.ts';

/** Which part of a picture is on the screen, and how large. */
export interface Viewport {
  /** Screen pixels per display pixel. */
  readonly scale: number;
  /** Where the left top corner of the picture is on the screen. */
  readonly left: number;
  readonly top: number;
}

const MOST_ZOOM = 16;
const MARGIN = 8;

/** The whole picture, centred. */
export function fitted(pictureWidth: number, pictureHeight: number, width: number, height: number): Viewport {
  const scale = Math.max(0.05, Math.min((width - MARGIN) / pictureWidth, (height - MARGIN) / pictureHeight));
  return { scale, left: (width - pictureWidth * scale) / 2, top: (height - pictureHeight * scale) / 2 };
}

/** Integer display coordinates are the centres of pixels. */
export const toScreen = (v: Viewport, p: Point): Point => ({
  x: (p.x + 0.5) * v.scale + v.left,
  y: (p.y + 0.5) * v.scale + v.top,
});

export const fromScreen = (v: Viewport, p: Point): Point => ({
  x: (p.x - v.left) / v.scale - 0.5,
  y: (p.y - v.top) / v.scale - 0.5,
});

/** Zooms by a factor; the point of the picture under `centre` stays there. */
export function zoomed(v: Viewport, factor: number, centre: Point, least: number): Viewport {
  const scale = Math.min(MOST_ZOOM, Math.max(least, v.scale * factor));
  const ratio = scale / v.scale;
  return { scale, left: centre.x - (centre.x - v.left) * ratio, top: centre.y - (centre.y - v.top) * ratio };
}

export const panned = (v: Viewport, dx: number, dy: number): Viewport => ({ ...v, left: v.left + dx, top: v.top + dy });
