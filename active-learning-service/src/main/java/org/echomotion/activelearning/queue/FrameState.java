package org.echomotion.activelearning.queue;

/** State of a frame in the queue. */
public enum FrameState {
  /** Not all readers have read it. */
  OPEN,
  /** A reviewer must settle it: its readers disagree, several skipped it, or it was corrected. */
  REVIEW,
  /** It has a result. */
  DONE
}
