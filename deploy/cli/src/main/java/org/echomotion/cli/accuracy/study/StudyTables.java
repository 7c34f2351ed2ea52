package org.echomotion.cli.accuracy.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echomotion.cli.accuracy.agreement.Agreement;
import org.echomotion.cli.accuracy.agreement.AgreementRows;
import org.echomotion.cli.accuracy.page.Cells;
import org.echomotion.cli.accuracy.page.Table;
import org.echomotion.ef.grade.SeverityGrade;

/** The tables of a set's evaluation. */
public final class StudyTables {

  private StudyTables() {}

  /** Returns the agreement with the references, one row each for biplane, A4C and A2C. */
  public static Table agreement(StudyEvaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (StudyEvaluation.Group group : evaluation.groups()) {
      if (!group.name().equals("all")) {
        continue;
      }
      rows.add(AgreementRows.of(group.planes(), group.agreement(), group.without()));
    }
    return new Table(AgreementRows.COLUMNS, rows);
  }

  /** Returns errors and intervals by planes, quality and range. */
  public static Table groups(StudyEvaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (StudyEvaluation.Group group : evaluation.groups()) {
      Agreement a = group.agreement();
      rows.add(
          List.of(
              group.planes() + ", " + group.name(),
              String.valueOf(a.n()),
              String.valueOf(group.without()),
              Cells.number("%.2f", a.mae()),
              Cells.number("%+.2f", a.bias()),
              Cells.number("%.0f %%", 100 * group.coverage()),
              Cells.number("%.1f", group.meanWidth())));
    }
    return new Table(
        List.of("studies", "n", "without", "MAE", "bias", "coverage", "mean width"), rows);
  }

  /** Returns the counts of severity grades, one row per grade of the reference. */
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

  /** Returns the studies with the largest error. */
  public static Table worst(StudyEvaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (EvaluatedStudy study : StudyEvaluation.worst(evaluation.studies())) {
      EvaluatedStudy.Measured m = study.measured().orElseThrow();
      rows.add(
          List.of(
              study.name(),
              study.planes(),
              Cells.number("%.1f", study.referencePercent()),
              Cells.number("%.1f", m.percent()),
              Cells.number("%+.1f", study.error()),
              Cells.number("%.0f", m.lowerPercent())
                  + " to "
                  + Cells.number("%.0f", m.upperPercent()),
              m.quality()));
    }
    return new Table(
        List.of("study", "planes", "reference", "measured", "error", "interval", "quality"), rows);
  }

  /** Returns the studies without a measured value, with the reason. */
  public static Table without(StudyEvaluation evaluation) {
    return new Table(
        List.of("no number", "planes", "reference", "why"),
        evaluation.studies().stream()
            .filter(s -> !s.hasNumber())
            .map(
                s ->
                    List.of(
                        s.name(),
                        s.planes(),
                        Cells.number("%.1f", s.referencePercent()),
                        s.whyNone()))
            .toList());
  }
}
