package org.echomotion.ef.interval;

/**
 * An interval around an ejection fraction.
 *
 * @param lowerPercent at least 0
 * @param upperPercent at most 100
 * @param standardDeviationPoints what the interval was made from, in points of ejection fraction
 * @param contourSdPoints the share that the uncertain outlines have in it
 */
public record EjectionFractionInterval(
    double lowerPercent,
    double upperPercent,
    double standardDeviationPoints,
    double contourSdPoints) {

  /** Share of studies whose reading by an expert the interval is meant to hold. */
  public static final double NOMINAL_COVERAGE = 0.9;

  /** How it was made, in words. */
  public static final String METHOD =
      "Error propagation: spread between expert readers, between beats, and the model's"
          + " uncertainty of the outline. Not calibrated.";
}
