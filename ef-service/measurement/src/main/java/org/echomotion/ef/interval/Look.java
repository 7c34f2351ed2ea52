package org.echomotion.ef.interval;

import java.util.List;
import org.echomotion.ef.quality.PictureMeasures;

/**
 * What the pictures of a set of clips look like: a normal distribution of their {@link
 * PictureMeasures}.
 *
 * @param means mean of each measure, in the order of the record
 * @param precision inverse of the measures' covariance, row by row
 * @param logDeterminant natural logarithm of the determinant of the precision
 * @param limit largest Mahalanobis distance of a picture that looks like the set
 */
public record Look(
    List<Double> means, List<List<Double>> precision, double logDeterminant, double limit) {

  /** Number of measures. */
  public static final int MEASURES = 6;

  /**
   * @throws IllegalArgumentException if there are not six means and six rows of six, or the limit
   *     is not positive
   */
  public Look {
    means = List.copyOf(means);
    precision = precision.stream().map(List::copyOf).toList();
    if (means.size() != MEASURES
        || precision.size() != MEASURES
        || precision.stream().anyMatch(row -> row.size() != MEASURES)) {
      throw new IllegalArgumentException("a look has six means and six rows of six numbers");
    }
    if (!(limit > 0) || !Double.isFinite(logDeterminant)) {
      throw new IllegalArgumentException(
          "the limit of a look must be above 0, and its determinant finite");
    }
  }

  /** The measures as numbers, in the order of the record. */
  public static double[] numbers(PictureMeasures picture) {
    return new double[] {
      picture.saturatedShare(),
      picture.darkShare(),
      picture.medianLevel(),
      picture.brightLevel(),
      picture.sectorShare(),
      picture.cutShare()
    };
  }

  /** Whether a picture is not farther from the mean than the limit. */
  boolean includes(PictureMeasures picture) {
    return distance(picture) <= limit;
  }

  /** Logarithm of the density of a picture, up to a constant that is the same for every look. */
  double logDensity(PictureMeasures picture) {
    double distance = distance(picture);
    return (logDeterminant - distance * distance) / 2;
  }

  /** Mahalanobis distance of a picture from the mean. */
  public double distance(PictureMeasures picture) {
    double[] numbers = numbers(picture);
    double sum = 0;
    for (int i = 0; i < MEASURES; i++) {
      for (int j = 0; j < MEASURES; j++) {
        sum += (numbers[i] - means.get(i)) * precision.get(i).get(j) * (numbers[j] - means.get(j));
      }
    }
    return Math.sqrt(Math.max(0, sum));
  }
}
