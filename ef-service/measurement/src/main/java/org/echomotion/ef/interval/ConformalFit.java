package org.echomotion.ef.interval;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.echomotion.ef.interval.IntervalCalibration.DataSet;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.interval.IntervalCalibration.Stratum;
import org.echomotion.ef.quality.Quality.Grade;

/**
 * Computes an {@link IntervalCalibration} from studies with known ejection fractions. The method is
 * normalised split-conformal prediction with one quantile per kind of study (Mondrian; Vovk,
 * Gammerman and Shafer, 2005; Lei et al., JASA 2018).
 */
public final class ConformalFit {

  /**
   * The constants that a calibration depends on.
   *
   * @param fewestOfAKind a grade with fewer studies in a set gets no quantile of its own
   * @param fewest fewer studies in total are rejected, because a single study would change the
   *     interval too much
   * @param floorsPoints candidates for the least standard deviation
   */
  public record Settings(int fewestOfAKind, int fewest, List<Double> floorsPoints) {
    static final Settings DEFAULT =
        new Settings(30, 25, List.of(1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0));
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private ConformalFit() {}

  /**
   * A measured study with a known ejection fraction.
   *
   * @param set data set of the study
   * @param subject pseudonym of the patient, unique in the set
   * @param measuredPercent measured ejection fraction
   * @param referencePercent ejection fraction from the set's label
   * @param standardDeviationPoints standard deviation from error propagation
   * @param grade quality grade of the result
   * @param views number of views measured, 1 or 2
   */
  public record Study(
      String set,
      String subject,
      double measuredPercent,
      double referencePercent,
      double standardDeviationPoints,
      Grade grade,
      int views) {

    double score(double floorPoints) {
      return Math.abs(measuredPercent - referencePercent)
          / ErrorPropagation.scale(standardDeviationPoints, floorPoints);
    }
  }

  /**
   * Computes a model's calibration.
   *
   * @param coverage share of studies that the intervals must contain, for example 0.9
   * @throws IllegalArgumentException if there are fewer than {@link Settings#fewest} studies, or
   *     too few for that coverage
   */
  public static IntervalCalibration fit(
      Model model, List<Study> studies, double coverage, LocalDate created) {
    if (studies.size() < SETTINGS.fewest()) {
      throw new IllegalArgumentException(
          "A calibration needs at least "
              + SETTINGS.fewest()
              + " studies with a number; there are "
              + studies.size()
              + ".");
    }
    return fitted(model, studies, coverage, created);
  }

  private static IntervalCalibration fitted(
      Model model, List<Study> studies, double coverage, LocalDate created) {
    double floor = floor(studies);
    List<Stratum> strata = new ArrayList<>();
    strata.add(
        new Stratum(
            Optional.empty(),
            OptionalInt.empty(),
            studies.size(),
            ofWidestSet(studies, floor, coverage)
                .orElseGet(() -> quantile(studies, floor, coverage))));
    for (int views = 1; views <= 2; views++) {
      addOfViews(views, studies, floor, coverage, strata);
    }
    TreeMap<String, Integer> sets = new TreeMap<>();
    studies.forEach(s -> sets.merge(s.set(), 1, Integer::sum));
    return new IntervalCalibration(
        model,
        coverage,
        floor,
        created,
        sets.entrySet().stream().map(e -> new DataSet(e.getKey(), e.getValue())).toList(),
        strata);
  }

  private static void addOfViews(
      int views, List<Study> studies, double floor, double coverage, List<Stratum> strata) {
    List<Study> ofViews = studies.stream().filter(s -> s.views() == views).toList();
    Stratum wider = strata.get(0);
    OptionalDouble ofAllGrades = ofWidestSet(ofViews, floor, coverage);
    if (ofAllGrades.isPresent()) {
      wider =
          new Stratum(
              Optional.empty(), OptionalInt.of(views), ofViews.size(), ofAllGrades.getAsDouble());
      strata.add(wider);
    }
    double atLeast = 0;
    for (Grade grade : Grade.values()) {
      List<Study> ofGrade = ofViews.stream().filter(s -> s.grade() == grade).toList();
      boolean enough =
          !ofGrade.isEmpty()
              && bySet(ofViews).keySet().stream()
                  .allMatch(
                      set ->
                          bySet(ofGrade).getOrDefault(set, List.of()).size()
                              >= SETTINGS.fewestOfAKind());
      double quantile =
          enough
              ? ofWidestSet(ofGrade, floor, coverage).orElse(wider.quantile())
              : wider.quantile();
      // Chance must not make the intervals of a poorer grade narrower.
      if (enough || quantile < atLeast) {
        strata.add(
            new Stratum(
                Optional.of(grade),
                OptionalInt.of(views),
                enough ? ofGrade.size() : wider.studies(),
                Math.max(atLeast, quantile)));
      }
      atLeast = Math.max(atLeast, quantile);
    }
  }

  /**
   * The largest quantile of any single set, so that the coverage holds on each set with enough
   * studies. Sets differ, above all simulated from real ones, and in a pool the largest and easiest
   * set would dominate. Empty if no set has enough studies.
   */
  private static OptionalDouble ofWidestSet(List<Study> studies, double floor, double coverage) {
    return bySet(studies).values().stream()
        .filter(set -> rank(set.size(), coverage) <= set.size())
        .mapToDouble(set -> quantile(set, floor, coverage))
        .max();
  }

  private static Map<String, List<Study>> bySet(List<Study> studies) {
    return studies.stream()
        .collect(Collectors.groupingBy(Study::set, TreeMap::new, Collectors.toList()));
  }

  /**
   * The floor of the standard deviation with the highest likelihood of the errors, for
   * Laplace-distributed errors of the resulting scale. The quantile is not considered: a floor
   * chosen for narrow intervals would make them too narrow for other studies.
   */
  private static double floor(List<Study> studies) {
    double best = SETTINGS.floorsPoints().get(0);
    double least = Double.POSITIVE_INFINITY;
    for (double floor : SETTINGS.floorsPoints()) {
      double logScale =
          studies.stream()
              .mapToDouble(
                  s -> StrictMath.log(ErrorPropagation.scale(s.standardDeviationPoints(), floor)))
              .average()
              .orElseThrow();
      double meanScore = studies.stream().mapToDouble(s -> s.score(floor)).average().orElseThrow();
      double negativeLogLikelihood = logScale + StrictMath.log(meanScore);
      if (negativeLogLikelihood < least) {
        least = negativeLogLikelihood;
        best = floor;
      }
    }
    return best;
  }

  /**
   * The {@code ceil((n + 1) * coverage)}-th smallest score. A new study's score is at most this
   * with a probability of at least {@code coverage}.
   *
   * @throws IllegalArgumentException if there are too few studies for that coverage
   */
  static double quantile(List<Study> studies, double floor, double coverage) {
    double[] scores = studies.stream().mapToDouble(s -> s.score(floor)).sorted().toArray();
    int rank = rank(scores.length, coverage);
    if (rank > scores.length) {
      throw new IllegalArgumentException(
          scores.length + " studies are too few for a coverage of " + coverage + ".");
    }
    return scores[rank - 1];
  }

  private static int rank(int studies, double coverage) {
    // The last bit of 0.9 must not turn a product like 20 * 0.9 into 19.
    return (int) Math.ceil((studies + 1) * coverage - 1e-9);
  }

  /**
   * How intervals perform on studies outside their calibration.
   *
   * @param studies number of studies
   * @param coverage share of studies with the reference inside the interval
   * @param meanWidthPoints mean of upper minus lower end
   */
  public record Performance(int studies, double coverage, double meanWidthPoints) {

    /** Compares each interval with its study's reference. */
    public static Performance of(List<Study> studies, List<EjectionFractionInterval> intervals) {
      int held = 0;
      double width = 0;
      for (int i = 0; i < studies.size(); i++) {
        EjectionFractionInterval interval = intervals.get(i);
        double reference = studies.get(i).referencePercent();
        held +=
            interval.lowerPercent() <= reference && reference <= interval.upperPercent() ? 1 : 0;
        width += interval.upperPercent() - interval.lowerPercent();
      }
      return new Performance(
          studies.size(), (double) held / studies.size(), width / studies.size());
    }
  }

  /**
   * The interval of each study from a calibration on other studies. Studies are split by subject
   * into {@code folds} parts, and each part is left out once.
   *
   * @return intervals in the order of the studies
   * @throws IllegalArgumentException if too few studies for that coverage remain without a part
   */
  public static List<EjectionFractionInterval> crossFitted(
      Model model, List<Study> studies, double coverage, int folds) {
    List<String> subjects =
        studies.stream().map(ConformalFit::subject).distinct().sorted(MIXED).toList();
    EjectionFractionInterval[] intervals = new EjectionFractionInterval[studies.size()];
    for (int fold = 0; fold < folds; fold++) {
      int left = fold;
      Predicate<Study> out = s -> subjects.indexOf(subject(s)) % folds == left;
      List<Study> others = studies.stream().filter(out.negate()).toList();
      IntervalCalibration calibration = null;
      for (int i = 0; i < intervals.length; i++) {
        if (out.test(studies.get(i))) {
          if (calibration == null) {
            calibration = fitted(model, others, coverage, LocalDate.EPOCH);
          }
          intervals[i] = calibrated(calibration, studies.get(i));
        }
      }
    }
    return List.of(intervals);
  }

  /** The calibrated interval of a study. */
  public static EjectionFractionInterval calibrated(IntervalCalibration by, Study study) {
    return by.interval(
        study.measuredPercent(),
        EjectionFractionInterval.uncalibrated(
            0, 100, study.standardDeviationPoints(), study.standardDeviationPoints()),
        study.grade(),
        study.views());
  }

  // Sets are often ordered by ejection fraction or patient, so neighbours must not share a fold.
  private static final Comparator<String> MIXED =
      Comparator.comparingInt((String s) -> s.hashCode() * 0x9E3779B9).thenComparing(s -> s);

  private static String subject(Study study) {
    return study.set() + '/' + study.subject();
  }
}
