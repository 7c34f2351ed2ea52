package org.echomotion.ef.interval;

/**
 * The error (measured minus reference ejection fraction) of studies of one kind. Its median and its
 * scale depend on what is known without the reference:
 *
 * <pre>
 * median = constant + perPoint (EF - 50) + perSpread spread
 * scale^2 = constant + perSpread spread^2 + perViewDifference difference^2
 * </pre>
 *
 * <p>The spread is the standard deviation of the ejection fraction from beats and outlines. The
 * difference is that of the two views. No weight of a variance is negative, so more spread or
 * difference never narrows the distribution.
 *
 * @param planes planes of the studies
 * @param studies number of studies that the model was fitted on
 * @param bias of the median
 * @param variance of the scale
 * @param halfWidths of the references around the median
 */
public record ErrorModel(
    Planes planes, int studies, Bias bias, Variance variance, HalfWidths halfWidths) {

  /** Ejection fraction at which the bias is stated, percent. */
  public static final double CENTRE_PERCENT = 50;

  /**
   * The median error.
   *
   * @param constant points
   * @param perPoint points per point of ejection fraction
   * @param perSpread points per point of spread
   */
  public record Bias(double constant, double perPoint, double perSpread) {

    double points(ErrorPredictors of) {
      return constant
          + perPoint * (of.ejectionFractionPercent() - CENTRE_PERCENT)
          + perSpread * of.spreadPoints();
    }
  }

  /**
   * The squared scale of the errors.
   *
   * @param constant points squared
   * @param perSpread without unit
   * @param perViewDifference without unit
   */
  public record Variance(double constant, double perSpread, double perViewDifference) {

    /**
     * @throws IllegalArgumentException if a weight is negative, or the constant is not positive
     */
    public Variance {
      if (!(constant > 0 && perSpread >= 0 && perViewDifference >= 0)) {
        throw new IllegalArgumentException("a variance must be above 0, and no weight negative");
      }
    }

    double pointsSquared(ErrorPredictors of) {
      return constant
          + perSpread * square(of.spreadPoints())
          + perViewDifference * square(of.viewDifferencePoints());
    }

    private static double square(double x) {
      return x * x;
    }
  }

  /** The distribution of a study's reference. */
  public ErrorDistribution distribution(ErrorPredictors of) {
    double expected = of.ejectionFractionPercent() - bias.points(of);
    return new ErrorDistribution(
        Math.min(100, Math.max(0, expected)), Math.sqrt(variance.pointsSquared(of)), halfWidths);
  }
}
