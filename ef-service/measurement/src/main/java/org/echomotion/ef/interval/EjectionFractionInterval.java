package org.echomotion.ef.interval;

import java.util.Optional;

/**
 * An interval around an ejection fraction.
 *
 * @param lowerPercent at least 0
 * @param upperPercent at most 100
 * @param nominalCoverage share of studies whose reading it is meant to hold, 0 to 1
 * @param standardDeviationPoints what error propagation estimates, in points of ejection fraction:
 *     calibrated or not, the interval's width goes by it
 * @param contourSdPoints the share that the uncertain outlines have in it
 * @param calibration identity of the calibration that set its width; empty where there was none
 * @param method how it was made, in words
 */
public record EjectionFractionInterval(
    double lowerPercent,
    double upperPercent,
    double nominalCoverage,
    double standardDeviationPoints,
    double contourSdPoints,
    Optional<String> calibration,
    String method) {

  /** What it is meant to hold where no calibration says otherwise. */
  public static final double NOMINAL_COVERAGE = 0.9;

  private static final String UNCALIBRATED =
      "Error propagation: spread between expert readers, between beats, and the model's"
          + " uncertainty of the outline. Not calibrated: the model has no calibration.";

  /** One that error propagation alone stands for. */
  static EjectionFractionInterval uncalibrated(
      double lowerPercent,
      double upperPercent,
      double standardDeviationPoints,
      double contourSdPoints) {
    return new EjectionFractionInterval(
        lowerPercent,
        upperPercent,
        NOMINAL_COVERAGE,
        standardDeviationPoints,
        contourSdPoints,
        Optional.empty(),
        UNCALIBRATED);
  }
}
