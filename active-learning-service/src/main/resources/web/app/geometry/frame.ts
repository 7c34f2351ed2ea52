import type { FrameGeometry } from '../api/messages.ts';
import type { Point } from './point.ts';

/** Side of a working frame, in pixels. */
export const WORKING_SIDE = 112;

/** Display pixels to working pixels. An integer is the centre of a pixel in both. */
export const toWorking = (g: FrameGeometry, p: Point): Point => ({
  x: (p.x + 0.5) * g.workingScale + g.offsetX - 0.5,
  y: (p.y + 0.5) * g.workingScale + g.offsetY - 0.5,
});

/** Working pixels to display pixels. */
export const toDisplay = (g: FrameGeometry, p: Point): Point => ({
  x: (p.x + 0.5 - g.offsetX) / g.workingScale - 0.5,
  y: (p.y + 0.5 - g.offsetY) / g.workingScale - 0.5,
});

/** Moves a working point that is outside the frame onto its edge. */
export const insideWorking = (p: Point): Point => ({
  x: Math.min(WORKING_SIDE - 1, Math.max(0, p.x)),
  y: Math.min(WORKING_SIDE - 1, Math.max(0, p.y)),
});
