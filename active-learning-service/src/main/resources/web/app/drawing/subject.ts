import type { FrameOfClip } from './editing.ts';
import type { Tracing } from './tracing.ts';
import type { Outline } from '../geometry/outline.ts';
import type { Measures } from '../geometry/volume.ts';

/** What the editor works on. */
export interface Subject extends FrameOfClip {
  /**
   * The model's outline in working pixels; empty if the model found no ventricle, or if it is hidden from the reader.
   */
  readonly proposal: Outline;
  readonly start: Tracing;
  /** True if the reader draws without any outline of the model. */
  readonly alone: boolean;
}

/** The event `measured`: the drawing's figures, and those of the model's outline if it is shown. */
export interface Measured {
  own: Measures | undefined;
  model: Measures | undefined;
}
