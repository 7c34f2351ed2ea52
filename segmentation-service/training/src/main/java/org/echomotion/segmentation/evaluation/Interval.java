package org.echomotion.segmentation.evaluation;

/**
 * A 95 % confidence interval; NaN for a single patient.
 *
 * @param lower 2.5th percentile
 * @param upper 97.5th percentile
 */
public record Interval(double lower, double upper) {

  static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);
}
