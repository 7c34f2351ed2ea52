package org.echomotion.activelearning.queue;

/** Quality of a frame in a reader's eyes. */
public enum FrameQuality {
  /** The whole wall is seen. */
  GOOD,
  /** Parts of the wall are guessed. */
  FAIR,
  /** Most of the wall is guessed. */
  POOR
}
