package org.echomotion.ef.interval;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.grade.SeverityGrade;
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
 * @param calibrated what the calibration adds; empty if not calibrated
 * @param method how the interval was computed, in words
 */
public record EjectionFractionInterval(
    double lowerPercent,
    double upperPercent,
    double nominalCoverage,
    double standardDeviationPoints,
    double contourSdPoints,
    Optional<Calibrated> calibrated,
    String method) {

  /**
   * What a calibration adds to an interval.
   *
   * @param id of the calibration
   * @param set name of the set of studies that the pictures look like; empty if none
   * @param expectedPercent the ejection fraction that studies like this one have at the median:
   *     without the measurement's usual error; empty if several sets apply
   * @param severity probability of each severity grade, sex unknown; empty if several sets apply
   */
  public record Calibrated(
      String id,
      Optional<String> set,
      OptionalDouble expectedPercent,
      Map<SeverityGrade, Double> severity) {

    public Calibrated {
      severity = Map.copyOf(severity);
    }
  }

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
  public static EjectionFractionInterval uncalibrated(
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
