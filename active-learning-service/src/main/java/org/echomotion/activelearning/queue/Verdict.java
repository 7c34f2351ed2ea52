package org.echomotion.activelearning.queue;

/** An annotator's decision on a frame. */
public enum Verdict {
  OUTLINED,
  NOT_ASSESSABLE
}
