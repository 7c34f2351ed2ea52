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

  /**
   * The constants that a result depends on.
   *
   * @param nominalCoverage share of studies that an interval without a calibration is meant to hold
   */
  public record Settings(double nominalCoverage) {
    static final Settings DEFAULT = new Settings(0.9);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private static final String UNCALIBRATED =
      "Error propagation from the spread between expert readers, the spread between beats and the"
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
        SETTINGS.nominalCoverage(),
        standardDeviationPoints,
        contourSdPoints,
        Optional.empty(),
        UNCALIBRATED);
  }
}
