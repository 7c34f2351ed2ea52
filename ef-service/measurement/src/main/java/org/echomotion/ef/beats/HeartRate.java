package org.echomotion.ef.beats;

/**
 * Heart rate.
 *
 * @param bpm beats per minute
 * @param source what it was computed from
 */
public record HeartRate(double bpm, Source source) {

  /** What a heart rate was computed from. */
  public enum Source {
    /** R-R intervals of the electrocardiogram. */
    ELECTROCARDIOGRAM,
    /** Cycles of the volume curve. */
    CYCLES,
    /** The length of one systole, because no whole cycle was detected: an estimate. */
    SYSTOLE
  }
}
