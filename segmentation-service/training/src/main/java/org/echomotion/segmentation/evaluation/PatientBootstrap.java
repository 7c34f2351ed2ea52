package org.echomotion.segmentation.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Percentile bootstrap over patients (Efron and Tibshirani, 1993). Whole patients are drawn with
 * replacement, because frames of one patient are not independent. INVARIANT: the same numbers in
 * the same order give the same interval.
 */
public final class PatientBootstrap {

  /** Number of resamples. */
  public static final int RESAMPLES = 2000;

  private static final long SEED = 20150;

  private PatientBootstrap() {}

  /**
   * The interval of a statistic.
   *
   * @param observations all observations of all patients
   * @param patient the patient of an observation
   * @param statistic function of a list of observations; a resample with NaN is not used
   * @return the interval; NaN for fewer than two patients, or if the statistic is always NaN
   */
  public static <T> Interval of(
      List<T> observations, Function<T, String> patient, ToDoubleFunction<List<T>> statistic) {
    Map<String, List<T>> byPatient = new LinkedHashMap<>();
    observations.forEach(
        o -> byPatient.computeIfAbsent(patient.apply(o), p -> new ArrayList<>()).add(o));
    List<List<T>> patients = List.copyOf(byPatient.values());
    if (patients.size() < 2) {
      return Interval.UNKNOWN;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[RESAMPLES];
    List<T> resample = new ArrayList<>(observations.size());
    for (int r = 0; r < RESAMPLES; r++) {
      resample.clear();
      for (int i = 0; i < patients.size(); i++) {
        resample.addAll(patients.get(random.nextInt(patients.size())));
      }
      values[r] = statistic.applyAsDouble(resample);
    }
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) {
      return Interval.UNKNOWN;
    }
    double[] limits = Quantile.withDefaults().evaluate(known, 0.025, 0.975);
    return new Interval(limits[0], limits[1]);
  }
}
