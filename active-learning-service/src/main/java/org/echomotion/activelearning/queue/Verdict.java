package org.echomotion.activelearning.queue;

/** What an annotator made of a frame. */
public enum Verdict {
  OUTLINED,
  NOT_ASSESSABLE
}
