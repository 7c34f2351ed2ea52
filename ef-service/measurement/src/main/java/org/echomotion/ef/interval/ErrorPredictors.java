package org.echomotion.ef.interval;

/**
 * What the error of an ejection fraction depends on, known without the reference.
 *
 * @param ejectionFractionPercent measured, 0 to 100
 * @param standardDeviationPoints from {@link ErrorPropagation}
 * @param viewDifferencePoints A2C minus A4C; 0 for one view
 */
public record ErrorPredictors(
    double ejectionFractionPercent, double standardDeviationPoints, double viewDifferencePoints) {

  /** Standard deviation of the ejection fraction from beats and outlines, points. */
  public double spreadPoints() {
    return ErrorPropagation.spread(standardDeviationPoints);
  }
}
