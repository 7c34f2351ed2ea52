package org.echomotion.activelearning.queue;

/** How frames are chosen. */
public enum Strategy {
  /** All reasons together. */
  FULL,
  /** Only the uncertainty of the contour. */
  ENTROPY,
  /** At random. */
  RANDOM,
  /** At random: one end-diastole, one end-systole, and others between. */
  STRATIFIED_RANDOM,
  /** Frames that differ most from those in the queue. */
  DIVERSE
}
