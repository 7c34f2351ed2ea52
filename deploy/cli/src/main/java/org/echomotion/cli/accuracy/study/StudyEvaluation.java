package org.echomotion.cli.accuracy.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.echomotion.cli.accuracy.agreement.Agreement;
import org.echomotion.ef.grade.SeverityGrade;

/**
 * The evaluation of the platform's ejection fractions on a set.
 *
 * @param set name of the set
 * @param model name, version and SHA-256 of the model
 * @param calibrations identities of the intervals' calibrations; empty if not calibrated
 * @param nominalCoverage share of references that the intervals are meant to contain
 * @param groups agreement and intervals of all studies, and by planes, quality and range
 * @param confusion severity grades by planes
 * @param studies in the set's order
 */
public record StudyEvaluation(
    String set,
    String model,
    List<String> calibrations,
    double nominalCoverage,
    List<Group> groups,
    List<Confusion> confusion,
    List<EvaluatedStudy> studies) {

  /** Number of worst studies that are shown. */
  public static final int WORST = 10;

  static final String ONE_VIEW = "one view";

  private static final double[] BANDS = {0, 30, 40, 50, 60, 101};

  /**
   * A group of studies.
   *
   * @param planes A4C, A2C, biplane, or one view for A4C and A2C together
   * @param name name of the group
   * @param without number of studies without a measured value
   * @param agreement agreement of the studies with a measured value
   * @param coverage share of these studies whose interval contains the reference
   * @param meanWidth mean width of their intervals, points
   */
  public record Group(
      String planes,
      String name,
      int without,
      Agreement agreement,
      double coverage,
      double meanWidth) {}

  /**
   * Counts of studies by severity grade, reference against measured.
   *
   * @param planes as in {@link Group}
   * @param counts number of studies by reference grade, then by measured grade
   */
  public record Confusion(String planes, Map<SeverityGrade, Map<SeverityGrade, Integer>> counts) {

    int of(SeverityGrade reference, SeverityGrade measured) {
      return counts.getOrDefault(reference, Map.of()).getOrDefault(measured, 0);
    }
  }

  /** Evaluates the studies. At least one must have a measured value. */
  public static StudyEvaluation of(
      String set, String model, double nominalCoverage, List<EvaluatedStudy> studies) {
    List<Group> groups = new ArrayList<>();
    List<Confusion> confusion = new ArrayList<>();
    planes(studies)
        .forEach(
            (planes, of) -> {
              groups(planes, of, groups);
              confusion.add(new Confusion(planes, counts(of)));
            });
    return new StudyEvaluation(
        set,
        model,
        studies.stream()
            .flatMap(s -> s.measured().stream())
            .map(EvaluatedStudy.Measured::calibration)
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList(),
        nominalCoverage,
        groups,
        confusion,
        List.copyOf(studies));
  }

  /** Returns the studies by planes: biplane, both single views together, A4C, A2C. */
  static Map<String, List<EvaluatedStudy>> planes(List<EvaluatedStudy> studies) {
    Map<String, List<EvaluatedStudy>> planes = new LinkedHashMap<>();
    put(planes, EvaluatedStudy.BIPLANE, studies, s -> s.planes().equals(EvaluatedStudy.BIPLANE));
    Predicate<EvaluatedStudy> four = s -> s.planes().equals(EvaluatedStudy.A4C);
    Predicate<EvaluatedStudy> two = s -> s.planes().equals(EvaluatedStudy.A2C);
    if (studies.stream().anyMatch(four) && studies.stream().anyMatch(two)) {
      put(planes, ONE_VIEW, studies, four.or(two));
    }
    put(planes, EvaluatedStudy.A4C, studies, four);
    put(planes, EvaluatedStudy.A2C, studies, two);
    return planes;
  }

  private static void put(
      Map<String, List<EvaluatedStudy>> planes,
      String name,
      List<EvaluatedStudy> studies,
      Predicate<EvaluatedStudy> which) {
    List<EvaluatedStudy> of = studies.stream().filter(which).toList();
    if (of.stream().anyMatch(EvaluatedStudy::hasNumber)) {
      planes.put(name, of);
    }
  }

  private static void groups(String planes, List<EvaluatedStudy> of, List<Group> groups) {
    groups.add(group(planes, "all", of));
    Function<EvaluatedStudy, String> quality =
        s -> s.measured().map(EvaluatedStudy.Measured::quality).orElse("");
    for (String grade : List.of("good", "usable", "poor")) {
      addIfAny(planes, grade + " quality", of, s -> quality.apply(s).equals(grade), groups);
    }
    addIfAny(planes, "EF below 40", of, s -> s.referencePercent() < 40, groups);
    for (int i = 0; i + 1 < BANDS.length; i++) {
      double from = BANDS[i];
      double to = BANDS[i + 1];
      addIfAny(
          planes,
          to > 100 ? "EF from %.0f".formatted(from) : "EF %.0f to below %.0f".formatted(from, to),
          of,
          s -> s.referencePercent() >= from && s.referencePercent() < to,
          groups);
    }
  }

  private static void addIfAny(
      String planes,
      String name,
      List<EvaluatedStudy> of,
      Predicate<EvaluatedStudy> which,
      List<Group> groups) {
    List<EvaluatedStudy> some = of.stream().filter(which).toList();
    if (some.stream().anyMatch(EvaluatedStudy::hasNumber)) {
      groups.add(group(planes, name, some));
    }
  }

  private static Group group(String planes, String name, List<EvaluatedStudy> of) {
    List<EvaluatedStudy> measured = of.stream().filter(EvaluatedStudy::hasNumber).toList();
    return new Group(
        planes,
        name,
        of.size() - measured.size(),
        Agreement.of(measured.stream().map(EvaluatedStudy::pair).toList()),
        measured.stream().mapToDouble(s -> s.isHeld() ? 1 : 0).average().orElseThrow(),
        measured.stream().mapToDouble(EvaluatedStudy::width).average().orElseThrow());
  }

  private static Map<SeverityGrade, Map<SeverityGrade, Integer>> counts(List<EvaluatedStudy> of) {
    Map<SeverityGrade, Map<SeverityGrade, Integer>> counts = new EnumMap<>(SeverityGrade.class);
    of.stream()
        .filter(EvaluatedStudy::hasNumber)
        .forEach(
            s ->
                counts
                    .computeIfAbsent(
                        SeverityGrade.of(s.referencePercent(), s.sex()),
                        g -> new EnumMap<>(SeverityGrade.class))
                    .merge(
                        SeverityGrade.of(s.measured().orElseThrow().percent(), s.sex()),
                        1,
                        Integer::sum));
    return counts;
  }

  /** Returns the studies with the largest error, the worst first. */
  public static List<EvaluatedStudy> worst(List<EvaluatedStudy> studies) {
    return studies.stream()
        .filter(EvaluatedStudy::hasNumber)
        .sorted(Comparator.comparingDouble((EvaluatedStudy s) -> Math.abs(s.error())).reversed())
        .limit(WORST)
        .toList();
  }
}
