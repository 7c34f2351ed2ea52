package org.echomotion.activelearning.queue;

/** Phase of the heart on a frame. */
public enum Phase {
  END_DIASTOLE,
  END_SYSTOLE,
  /** Between these two, or unknown. */
  OTHER
}
