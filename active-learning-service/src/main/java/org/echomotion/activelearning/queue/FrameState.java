package org.echomotion.activelearning.queue;

/** State of a frame in the queue. */
public enum FrameState {
  /** Not all readers have read it. */
  OPEN,
  /** All readers have read it and disagree: a reviewer must settle it. */
  REVIEW,
  /** It has a result. */
  DONE
}
