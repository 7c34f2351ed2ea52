package org.echomotion.cli.accuracy.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.echomotion.cli.accuracy.outline.OutlineTables;
import org.echomotion.cli.accuracy.outline.OutlineTables.Table;
import org.echomotion.ef.grade.SeverityGrade;

/** The tables of a set's ejection fractions, the same on the console and on the page. */
public final class StudyTables {

  private StudyTables() {}

  /** Agreement with the references, of all by planes. */
  public static Table agreement(StudyEvaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (StudyEvaluation.Group group : evaluation.groups()) {
      if (!group.name().equals("all")) {
        continue;
      }
      rows.add(OutlineTables.agreementRow(group.planes(), group.agreement(), group.without()));
    }
    return new Table(OutlineTables.AGREEMENT_COLUMNS, rows);
  }

  /** Errors and intervals by planes, quality and range. */
  public static Table groups(StudyEvaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (StudyEvaluation.Group group : evaluation.groups()) {
      Agreement a = group.agreement();
      rows.add(
          List.of(
              group.planes() + ", " + group.name(),
              String.valueOf(a.n()),
              String.valueOf(group.without()),
              number("%.2f", a.mae()),
              number("%+.2f", a.bias()),
              number("%.0f %%", 100 * group.coverage()),
              number("%.1f", group.meanWidth())));
    }
    return new Table(
        List.of("studies", "n", "without", "MAE", "bias", "coverage", "mean width"), rows);
  }

  /** Severity grades; a row per grade by the reference. */
  public static Table confusion(StudyEvaluation.Confusion confusion) {
    List<SeverityGrade> grades =
        Arrays.stream(SeverityGrade.values())
            .filter(
                g ->
                    Arrays.stream(SeverityGrade.values())
                        .anyMatch(o -> confusion.of(g, o) + confusion.of(o, g) > 0))
            .toList();
    List<String> header = new ArrayList<>();
    header.add(confusion.planes() + ": reference, measured as");
    grades.forEach(g -> header.add(g.words()));
    List<List<String>> rows = new ArrayList<>();
    for (SeverityGrade reference : grades) {
      List<String> row = new ArrayList<>();
      row.add(reference.words());
      grades.forEach(measured -> row.add(String.valueOf(confusion.of(reference, measured))));
      rows.add(row);
    }
    return new Table(header, rows);
  }

  /** The studies that are furthest off. */
  public static Table worst(StudyEvaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (EvaluatedStudy study : StudyEvaluation.worst(evaluation.studies())) {
      EvaluatedStudy.Measured m = study.measured().orElseThrow();
      rows.add(
          List.of(
              study.name(),
              study.planes(),
              number("%.1f", study.referencePercent()),
              number("%.1f", m.percent()),
              number("%+.1f", study.error()),
              number("%.0f", m.lowerPercent()) + " to " + number("%.0f", m.upperPercent()),
              m.quality()));
    }
    return new Table(
        List.of("study", "planes", "reference", "measured", "error", "interval", "quality"), rows);
  }

  /** The studies without a number, with the reason. */
  public static Table without(StudyEvaluation evaluation) {
    return new Table(
        List.of("no number", "planes", "reference", "why"),
        evaluation.studies().stream()
            .filter(s -> !s.hasNumber())
            .map(
                s ->
                    List.of(
                        s.name(), s.planes(), number("%.1f", s.referencePercent()), s.whyNone()))
            .toList());
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
