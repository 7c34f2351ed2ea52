package org.echomotion.ef.interval;

import java.util.List;

/**
 * The first interval: normal, with the variances of three independent sources added. How it was
 * arrived at, and what it does not cover, is in docs/ejection-fraction.md.
 */
public final class ErrorPropagation {

  /**
   * The constants that a result depends on.
   *
   * @param readerSdPoints Two experts' ejection fractions of the same study differ by 7.0 points
   *     (standard deviation; Leclerc et al., IEEE TMI 2019, doi 10.1109/TMI.2019.2900516).
   * @param leastBeatSdPoints Between the beats of one heart at least this, in points: the sample of
   *     two or three beats in a clip is too small to claim less.
   * @param normalQuantile The normal distribution's 95th percentile: 5 % are left out on either
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
     * {@code EF = 1 - ESV/EDV}, so an independent relative error of each volume moves it by that
     * share of ESV/EDV.
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
    // Outlines err alike on every beat of a clip, so more beats do not average that out.
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
   * The part of an estimated standard deviation that differs from study to study, between beats and
   * in the outlines, with another least value in place of the readers' spread. Calibration finds
   * the value that fits its readers.
   *
   * @param standardDeviationPoints of {@link #interval}
   * @param floorPoints at least this is the result
   */
  static double scale(double standardDeviationPoints, double floorPoints) {
    double ofStudy =
        standardDeviationPoints * standardDeviationPoints
            - SETTINGS.readerSdPoints() * SETTINGS.readerSdPoints();
    return Math.sqrt(floorPoints * floorPoints + Math.max(0, ofStudy));
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
