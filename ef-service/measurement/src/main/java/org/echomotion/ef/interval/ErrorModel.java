package org.echomotion.ef.interval;

import java.util.List;

/**
 * The error (measured minus reference ejection fraction) of studies of one kind. Its median and its
 * scale depend on what is known without the reference:
 *
 * <pre>
 * median = bias + biasPerPoint (EF - 50) + biasPerSpread spread
 * scale^2 = variance + perSpread spread^2 + perViewDifference difference^2
 * </pre>
 *
 * <p>The spread is the standard deviation of the ejection fraction from beats and outlines. The
 * difference is that of the two views. No weight of a variance is negative, so more spread or
 * difference never narrows an interval.
 *
 * @param planes planes of the studies
 * @param studies number of studies that the model was fitted on
 * @param bias points
 * @param biasPerPoint points per point of ejection fraction
 * @param biasPerSpread points per point of spread
 * @param variance points squared
 * @param perSpread without unit
 * @param perViewDifference without unit
 * @param halfWidths as in {@link ErrorDistribution}
 */
public record ErrorModel(
    Planes planes,
    int studies,
    double bias,
    double biasPerPoint,
    double biasPerSpread,
    double variance,
    double perSpread,
    double perViewDifference,
    List<Double> halfWidths) {

  /** Ejection fraction at which the bias is stated, percent. */
  public static final double CENTRE_PERCENT = 50;

  /**
   * @throws IllegalArgumentException if a weight is negative, the variance is not positive, or the
   *     half widths are not one per level, positive and ascending
   */
  public ErrorModel {
    halfWidths = List.copyOf(halfWidths);
    if (!(variance > 0 && perSpread >= 0 && perViewDifference >= 0)) {
      throw new IllegalArgumentException("a variance must be above 0, and no weight negative");
    }
    if (halfWidths.size() != ErrorDistribution.LEVELS.size()) {
      throw new IllegalArgumentException("there must be one half width per level");
    }
    for (int i = 0; i < halfWidths.size(); i++) {
      double least = i == 0 ? 0 : halfWidths.get(i - 1);
      if (!(halfWidths.get(i) >= least && halfWidths.get(i) < 1e6)) {
        throw new IllegalArgumentException("the half widths must ascend and be below 1e6");
      }
    }
    if (!(halfWidths.get(halfWidths.size() - 1) > 0)) {
      throw new IllegalArgumentException("the largest half width must be above 0");
    }
  }

  /**
   * The distribution of a study's reference.
   *
   * @param ejectionFractionPercent measured, 0 to 100
   * @param standardDeviationPoints from {@link ErrorPropagation}
   * @param viewDifferencePoints A2C minus A4C; 0 for one view
   */
  public ErrorDistribution distribution(
      double ejectionFractionPercent, double standardDeviationPoints, double viewDifferencePoints) {
    double spread = ErrorPropagation.spread(standardDeviationPoints);
    double median =
        bias + biasPerPoint * (ejectionFractionPercent - CENTRE_PERCENT) + biasPerSpread * spread;
    double scale =
        Math.sqrt(
            variance
                + perSpread * spread * spread
                + perViewDifference * viewDifferencePoints * viewDifferencePoints);
    double expected = Math.min(100, Math.max(0, ejectionFractionPercent - median));
    return new ErrorDistribution(expected, scale, halfWidths);
  }
}
