package org.echomotion.activelearning.queue;

/** Image quality of a frame, graded by a reader. */
public enum FrameQuality {
  /** The whole wall is seen. */
  GOOD,
  /** Parts of the wall are guessed. */
  FAIR,
  /** Most of the wall is guessed. */
  POOR
}
