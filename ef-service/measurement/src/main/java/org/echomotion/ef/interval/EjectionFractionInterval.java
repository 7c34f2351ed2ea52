package org.echomotion.ef.interval;

import java.util.Optional;
import org.echomotion.sentence.SentenceCode;

/**
 * An interval around an ejection fraction.
 *
 * @param lowerPercent at least 0
 * @param upperPercent at most 100
 * @param nominalCoverage share of studies whose reading such intervals are meant to contain, 0 to 1
 * @param standardDeviationPoints standard deviation from error propagation, in points of ejection
 *     fraction. The width is computed from it, with or without a calibration
 * @param contourSdPoints part of this standard deviation from uncertain outlines, in points
 * @param calibration id of the calibration; empty if not calibrated
 * @param method how the interval was computed, in words
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
   * @param nominalCoverage share of studies that uncalibrated intervals are meant to contain
   */
  public record Settings(double nominalCoverage) {
    static final Settings DEFAULT = new Settings(0.9);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private static final String UNCALIBRATED = SentenceCode.INTERVAL_UNCALIBRATED.text();

  /** An interval from error propagation alone. */
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
