package org.echomotion.cli.accuracy.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.echomotion.ef.interval.CalibrationSet;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.interval.ErrorModel;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.interval.Planes;

/**
 * Computes an {@link IntervalCalibration} from studies with known ejection fractions: one {@link
 * ErrorModel} per set and planes.
 */
public final class CalibrationFit {

  /** Fewer studies of a set or of its planes are too few: one study would change the interval. */
  public static final int FEWEST = 25;

  // Sets are often ordered by ejection fraction or patient, so neighbours must not share a fold.
  private static final Comparator<String> MIXED =
      Comparator.comparingInt((String s) -> s.hashCode() * 0x9E3779B9).thenComparing(s -> s);

  private CalibrationFit() {}

  /**
   * Computes a model's calibration.
   *
   * @param coverage share of studies that the intervals must contain, for example 0.9
   * @throws IllegalArgumentException if a set has fewer than {@link #FEWEST} studies
   */
  public static IntervalCalibration fit(
      Model model, List<Study> studies, double coverage, LocalDate created) {
    bySet(studies)
        .forEach(
            (set, some) -> {
              if (some.size() < FEWEST) {
                throw new IllegalArgumentException(
                    "A calibration needs at least %d studies with a number in each set; %s has %d."
                        .formatted(FEWEST, set, some.size()));
              }
            });
    return fitted(model, studies, coverage, created);
  }

  private static Map<String, List<Study>> bySet(List<Study> studies) {
    return studies.stream()
        .collect(Collectors.groupingBy(Study::set, TreeMap::new, Collectors.toList()));
  }

  private static IntervalCalibration fitted(
      Model model, List<Study> studies, double coverage, LocalDate created) {
    return new IntervalCalibration(
        model,
        coverage,
        created.toString(),
        bySet(studies).entrySet().stream().map(set -> set(set.getKey(), set.getValue())).toList());
  }

  private static CalibrationSet set(String name, List<Study> studies) {
    List<ErrorModel> models = new ArrayList<>();
    models.add(ErrorModelFit.fit(Planes.ANY, studies));
    for (Planes planes : List.of(Planes.A4C, Planes.A2C, Planes.BIPLANE)) {
      List<Study> some = studies.stream().filter(study -> study.planes() == planes).toList();
      if (some.size() >= FEWEST) {
        models.add(ErrorModelFit.fit(planes, some));
      }
    }
    return new CalibrationSet(
        name,
        (int) studies.stream().map(Study::subject).distinct().count(),
        LookFit.fit(
            studies.stream()
                .filter(study -> study.planes() != Planes.BIPLANE)
                .flatMap(study -> study.pictures().stream())
                .toList()),
        models);
  }

  /**
   * The interval of each study from a calibration on other patients. The patients are split into
   * {@code folds} parts, and each part is left out once.
   *
   * @return intervals in the order of the studies
   */
  public static List<EjectionFractionInterval> crossFitted(
      Model model, List<Study> studies, double coverage, int folds) {
    List<String> patients = studies.stream().map(Study::patient).distinct().sorted(MIXED).toList();
    Map<String, Integer> foldOf = new TreeMap<>();
    for (int i = 0; i < patients.size(); i++) {
      foldOf.put(patients.get(i), i % folds);
    }
    EjectionFractionInterval[] intervals = new EjectionFractionInterval[studies.size()];
    for (int fold = 0; fold < folds; fold++) {
      int left = fold;
      Predicate<Study> out = study -> foldOf.getOrDefault(study.patient(), -1) == left;
      if (studies.stream().noneMatch(out)) {
        continue;
      }
      IntervalCalibration calibration =
          fitted(model, studies.stream().filter(out.negate()).toList(), coverage, LocalDate.EPOCH);
      for (int i = 0; i < intervals.length; i++) {
        if (out.test(studies.get(i))) {
          intervals[i] = calibrated(calibration, studies.get(i));
        }
      }
    }
    return List.of(intervals);
  }

  /** The calibrated interval of a study, as the platform would report it. */
  public static EjectionFractionInterval calibrated(IntervalCalibration by, Study study) {
    List<Optional<String>> sets = study.pictures().stream().map(by::setLike).distinct().toList();
    return by.interval(
        study.predictors(),
        study.predictors().standardDeviationPoints(),
        study.planes(),
        sets.size() == 1 ? sets.get(0) : Optional.empty());
  }
}
