package org.echomotion.cli.accuracy.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.echomotion.segmentation.evaluation.Interval;
import org.echomotion.segmentation.evaluation.PatientBootstrap;

/**
 * How well measured ejection fractions agree with references, in percentage points. Intervals are
 * 95 %, by resampling subjects.
 *
 * @param n subjects
 * @param mae mean absolute error
 * @param rmse root mean squared error
 * @param r2 coefficient of determination, 1 - SS(error) / SS(reference about its mean): at most 1,
 *     negative where the references' mean would have done better
 * @param pearson correlation; NaN where either side does not vary
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
   * One subject.
   *
   * @param subject pseudonym
   * @param measured ejection fraction in percent
   * @param reference ejection fraction in percent
   */
  public record Pair(String subject, double measured, double reference) {

    public double difference() {
      return measured - reference;
    }
  }

  /** Compares; {@code pairs} holds at least one. */
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
    double bias = bias(pairs);
    double squares = 0;
    for (Pair pair : pairs) {
      squares += (pair.difference() - bias) * (pair.difference() - bias);
    }
    return Math.sqrt(squares / (pairs.size() - 1));
  }

  private static double r2(List<Pair> pairs) {
    double mean = mean(pairs, Pair::reference);
    double spread = mean(pairs, p -> (p.reference() - mean) * (p.reference() - mean));
    return spread == 0
        ? Double.NaN
        : 1 - mean(pairs, p -> p.difference() * p.difference()) / spread;
  }

  private static double pearson(List<Pair> pairs) {
    double measured = mean(pairs, Pair::measured);
    double reference = mean(pairs, Pair::reference);
    double together = mean(pairs, p -> (p.measured() - measured) * (p.reference() - reference));
    double spread =
        Math.sqrt(
            mean(pairs, p -> (p.measured() - measured) * (p.measured() - measured))
                * mean(pairs, p -> (p.reference() - reference) * (p.reference() - reference)));
    return spread == 0 ? Double.NaN : together / spread;
  }

  private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    double sum = 0;
    for (Pair pair : pairs) {
      sum += value.applyAsDouble(pair);
    }
    return sum / pairs.size();
  }
}
