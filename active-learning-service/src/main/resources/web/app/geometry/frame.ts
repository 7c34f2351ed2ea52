import type { FrameGeometry } from '../api/messages.ts';
import type { Point } from './point.ts';

/** Side of a working frame, in pixels. */
export const WORKING_SIDE = 112;

/** How a picture lies in the working frame. */
export type WorkingFrame = Pick<FrameGeometry, 'workingScale' | 'offsetX' | 'offsetY'>;

/** Display pixels to working pixels. An integer is the centre of a pixel in both. */
export const toWorking = (g: WorkingFrame, p: Point): Point => ({
  x: (p.x + 0.5) * g.workingScale + g.offsetX - 0.5,
  y: (p.y + 0.5) * g.workingScale + g.offsetY - 0.5,
});

/** Working pixels to display pixels. */
export const toDisplay = (g: WorkingFrame, p: Point): Point => ({
  x: (p.x + 0.5 - g.offsetX) / g.workingScale - 0.5,
  y: (p.y + 0.5 - g.offsetY) / g.workingScale - 0.5,
});

/** How a picture of this size fits into the working frame: centred, as ingest-service puts it there. */
export function fittedFrame(displayWidth: number, displayHeight: number): WorkingFrame {
  const side = Math.max(displayWidth, displayHeight);
  const workingScale = WORKING_SIDE / side;
  return {
    workingScale,
    offsetX: Math.floor((side - displayWidth) / 2) * workingScale,
    offsetY: Math.floor((side - displayHeight) / 2) * workingScale,
  };
}

/** Moves a working point that is outside the frame onto its edge. */
export const insideWorking = (p: Point): Point => ({
  x: Math.min(WORKING_SIDE - 1, Math.max(0, p.x)),
  y: Math.min(WORKING_SIDE - 1, Math.max(0, p.y)),
});
