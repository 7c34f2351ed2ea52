package org.echomotion.cli.accuracy.agreement;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.descriptive.Variance;
import org.echomotion.segmentation.evaluation.Interval;
import org.echomotion.segmentation.evaluation.PatientBootstrap;
import org.hipparchus.stat.correlation.PearsonsCorrelation;

/**
 * How well measured ejection fractions agree with reference values, in percentage points. Intervals
 * are 95 %, by resampling subjects.
 *
 * @param n subjects
 * @param mae mean absolute error
 * @param rmse root mean squared error
 * @param r2 coefficient of determination, 1 - SS(error) / SS(reference about its mean): at most 1,
 *     negative if the references' mean is the better estimate
 * @param pearson correlation; NaN if either side does not vary
 * @param bias mean of measured - reference
 * @param sd standard deviation of the differences (n - 1)
 * @param lowerLimit lower limit of agreement, bias - 1.96 sd (Bland and Altman, Lancet 1986)
 * @param upperLimit upper limit of agreement
 */
public record Agreement(
    int n,
    double mae,
    Interval maeInterval,
    double rmse,
    Interval rmseInterval,
    double r2,
    Interval r2Interval,
    double pearson,
    Interval pearsonInterval,
    double bias,
    Interval biasInterval,
    double sd,
    double lowerLimit,
    double upperLimit) {

  private static final double NORMAL_975 = 1.96;

  /**
   * The two values of one subject.
   *
   * @param subject pseudonym
   * @param measured ejection fraction in percent
   * @param reference ejection fraction in percent
   */
  public record Pair(String subject, double measured, double reference) {

    /** Returns measured minus reference, in points. */
    public double difference() {
      return measured - reference;
    }
  }

  /** Compares; {@code pairs} must contain at least one pair. */
  public static Agreement of(List<Pair> pairs) {
    double bias = bias(pairs);
    double sd = sd(pairs);
    return new Agreement(
        pairs.size(),
        mae(pairs),
        interval(pairs, Agreement::mae),
        rmse(pairs),
        interval(pairs, Agreement::rmse),
        r2(pairs),
        interval(pairs, Agreement::r2),
        pearson(pairs),
        interval(pairs, Agreement::pearson),
        bias,
        interval(pairs, Agreement::bias),
        sd,
        bias - NORMAL_975 * sd,
        bias + NORMAL_975 * sd);
  }

  private static Interval interval(List<Pair> pairs, ToDoubleFunction<List<Pair>> statistic) {
    return PatientBootstrap.of(pairs, Pair::subject, statistic);
  }

  private static double mae(List<Pair> pairs) {
    return mean(pairs, p -> Math.abs(p.difference()));
  }

  private static double rmse(List<Pair> pairs) {
    return Math.sqrt(mean(pairs, p -> p.difference() * p.difference()));
  }

  private static double bias(List<Pair> pairs) {
    return mean(pairs, Pair::difference);
  }

  private static double sd(List<Pair> pairs) {
    return pairs.size() < 2
        ? Double.NaN
        : StandardDeviation.of(values(pairs, Pair::difference)).getAsDouble();
  }

  private static double r2(List<Pair> pairs) {
    double spread = Variance.of(values(pairs, Pair::reference)).setBiased(true).getAsDouble();
    return spread == 0
        ? Double.NaN
        : 1 - mean(pairs, p -> p.difference() * p.difference()) / spread;
  }

  private static double pearson(List<Pair> pairs) {
    return pairs.size() < 2
        ? Double.NaN
        : new PearsonsCorrelation()
            .correlation(values(pairs, Pair::measured), values(pairs, Pair::reference));
  }

  private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    return Mean.of(values(pairs, value)).getAsDouble();
  }

  private static double[] values(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    return pairs.stream().mapToDouble(value).toArray();
  }
}
