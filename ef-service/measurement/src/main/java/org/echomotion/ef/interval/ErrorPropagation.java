package org.echomotion.ef.interval;

import java.util.List;

/**
 * Computes the uncalibrated interval from a normal distribution. Its variance is the sum over three
 * independent sources. See docs/ejection-fraction.md for the derivation and its limits.
 */
public final class ErrorPropagation {

  /**
   * The constants that a result depends on.
   *
   * @param readerSdPoints Two experts' ejection fractions of the same study differ by 7.0 points
   *     (standard deviation; Leclerc et al., IEEE TMI 2019, doi 10.1109/TMI.2019.2900516).
   * @param leastBeatSdPoints Least standard deviation between the beats of one heart, in points.
   *     Two or three beats in a clip are too few to support a smaller value.
   * @param normalQuantile The normal distribution's 95th percentile; 5 % lie outside on either
   *     side.
   */
  public record Settings(double readerSdPoints, double leastBeatSdPoints, double normalQuantile) {
    static final Settings DEFAULT = new Settings(7.0, 3.0, 1.6448536269514722);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private ErrorPropagation() {}

  /**
   * One averaged beat.
   *
   * @param ejectionFractionPercent its ejection fraction
   * @param endDiastolicRelativeSd relative standard deviation of its end-diastolic volume
   * @param endSystolicRelativeSd relative standard deviation of its end-systolic volume
   */
  public record BeatError(
      double ejectionFractionPercent, double endDiastolicRelativeSd, double endSystolicRelativeSd) {

    /**
     * Variance from the outlines. Because {@code EF = 1 - ESV/EDV}, a relative error of either
     * volume changes EF by the same share of ESV/EDV.
     */
    double contourVariance() {
      double ratio = 100 - ejectionFractionPercent;
      return ratio
          * ratio
          * (endDiastolicRelativeSd * endDiastolicRelativeSd
              + endSystolicRelativeSd * endSystolicRelativeSd);
    }
  }

  /**
   * The interval around the mean over the beats.
   *
   * @param beats the averaged beats, at least one
   */
  public static EjectionFractionInterval interval(List<BeatError> beats) {
    double mean =
        beats.stream().mapToDouble(BeatError::ejectionFractionPercent).sum() / beats.size();
    double beatSd = Math.max(SETTINGS.leastBeatSdPoints(), sampleSd(beats, mean));
    // Outline errors are similar on all beats of a clip, so averaging does not reduce them.
    double contourVariance =
        beats.stream().mapToDouble(BeatError::contourVariance).sum() / beats.size();
    double sd =
        Math.sqrt(
            SETTINGS.readerSdPoints() * SETTINGS.readerSdPoints()
                + beatSd * beatSd / beats.size()
                + contourVariance);
    return EjectionFractionInterval.uncalibrated(
        Math.max(0, mean - SETTINGS.normalQuantile() * sd),
        Math.min(100, mean + SETTINGS.normalQuantile() * sd),
        sd,
        Math.sqrt(contourVariance));
  }

  /**
   * The part of a standard deviation that differs from study to study: that of beats and outlines,
   * without the readers' spread, in points.
   *
   * @param standardDeviationPoints standard deviation from {@link #interval}
   */
  public static double spread(double standardDeviationPoints) {
    return Math.sqrt(
        Math.max(
            0,
            standardDeviationPoints * standardDeviationPoints
                - SETTINGS.readerSdPoints() * SETTINGS.readerSdPoints()));
  }

  private static double sampleSd(List<BeatError> beats, double mean) {
    if (beats.size() < 2) {
      return 0;
    }
    double squares =
        beats.stream()
            .mapToDouble(beat -> beat.ejectionFractionPercent() - mean)
            .map(d -> d * d)
            .sum();
    return Math.sqrt(squares / (beats.size() - 1));
  }
}
