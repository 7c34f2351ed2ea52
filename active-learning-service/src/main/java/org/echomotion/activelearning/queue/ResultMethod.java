package org.echomotion.activelearning.queue;

/** How the result of a frame was found. */
public enum ResultMethod {
  /** The outline of the only reader. */
  SINGLE,
  /** The mean outline of two or three readers. */
  MEAN,
  /** STAPLE of four or five readers. */
  STAPLE,
  /** A reviewer's decision. */
  REVIEWER
}
