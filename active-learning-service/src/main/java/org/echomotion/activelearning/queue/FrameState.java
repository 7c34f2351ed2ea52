package org.echomotion.activelearning.queue;

/** State of a frame in the queue. */
public enum FrameState {
  /** Not all readers have read it. */
  OPEN,
  /** A reviewer must settle it: its readers disagree, or several skipped it. */
  REVIEW,
  /** It has a result. */
  DONE
}
