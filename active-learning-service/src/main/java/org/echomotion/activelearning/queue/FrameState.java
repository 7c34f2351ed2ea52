package org.echomotion.activelearning.queue;

/** State of a frame in the queue. */
public enum FrameState {
  /** Readers have still to read it. */
  OPEN,
  /** All readers have read it and disagree: a reviewer must settle it. */
  REVIEW,
  /** It has a result. */
  DONE
}
