package org.echomotion.cli.accuracy.study;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echomotion.cli.accuracy.agreement.Agreement;
import org.echomotion.cli.accuracy.agreement.AgreementCharts;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.cli.accuracy.page.Charts;
import org.echomotion.cli.accuracy.page.EvaluationTemplate;
import org.echomotion.cli.accuracy.page.Figure;
import org.echomotion.cli.accuracy.page.PageTable;
import org.knowm.xchart.XYChart;

/**
 * The content of {@code evaluation-ef.html}, for the template {@code studies.html}. The page needs
 * no other file; it links to the reports of the worst studies.
 */
public final class StudyAccuracyPage {

  private final StudyEvaluation evaluation;
  private final Map<String, String> reports;

  private StudyAccuracyPage(StudyEvaluation evaluation, Map<String, String> reports) {
    this.evaluation = evaluation;
    this.reports = reports;
  }

  /**
   * Returns the page.
   *
   * @param reports links to the reports of the worst studies, by name
   */
  static String html(StudyEvaluation evaluation, Map<String, String> reports) {
    return new EvaluationTemplate("studies")
        .html(
            "Ejection fraction, end to end",
            facts(evaluation),
            new StudyAccuracyPage(evaluation, reports));
  }

  private static Map<String, String> facts(StudyEvaluation evaluation) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Set", evaluation.set());
    facts.put("Model", evaluation.model());
    facts.put(
        "Intervals",
        String.format(
            Locale.ROOT,
            "nominal coverage %.0f %%; %s",
            100 * evaluation.nominalCoverage(),
            evaluation.calibrations().isEmpty()
                ? "not calibrated"
                : "calibration " + String.join(", ", evaluation.calibrations())));
    return facts;
  }

  public PageTable agreement() {
    return PageTable.of(StudyTables.agreement(evaluation));
  }

  /** Returns three figures for biplane and for single views. A4C and A2C share their figures. */
  public List<Figure> figures() {
    Map<String, List<EvaluatedStudy>> byPlanes = StudyEvaluation.planes(evaluation.studies());
    if (byPlanes.containsKey(StudyEvaluation.ONE_VIEW)) {
      // The tables show each view separately.
      byPlanes.keySet().removeAll(List.of(EvaluatedStudy.A4C, EvaluatedStudy.A2C));
    }
    List<Figure> figures = new ArrayList<>();
    byPlanes.forEach(
        (planes, studies) -> {
          Comparison comparison = comparison(evaluation, planes, studies);
          figures.add(Figure.of(AgreementCharts.scatter(comparison), planes + ", with identity"));
          figures.add(
              Figure.of(AgreementCharts.blandAltman(comparison), planes + ", Bland-Altman"));
          figures.add(Figure.of(coverage(planes, studies), planes + ", intervals of all studies"));
        });
    return figures;
  }

  public PageTable groups() {
    return PageTable.of(StudyTables.groups(evaluation));
  }

  public List<PageTable> confusion() {
    return evaluation.confusion().stream().map(StudyTables::confusion).map(PageTable::of).toList();
  }

  public PageTable worst() {
    return PageTable.of(StudyTables.worst(evaluation), reports);
  }

  public PageTable without() {
    return PageTable.of(StudyTables.without(evaluation));
  }

  private static Comparison comparison(
      StudyEvaluation evaluation, String planes, List<EvaluatedStudy> studies) {
    List<Agreement.Pair> pairs =
        studies.stream().filter(EvaluatedStudy::hasNumber).map(EvaluatedStudy::pair).toList();
    return Comparison.of(
        evaluation.set(),
        planes,
        "EchoMotion",
        Comparison.REFERENCE,
        studies.size() - pairs.size(),
        pairs);
  }

  /**
   * Plots each interval as a vertical line at its reference. The interval contains the reference if
   * the line crosses the diagonal.
   */
  static byte[] coverage(String planes, List<EvaluatedStudy> studies) {
    List<EvaluatedStudy> measured = studies.stream().filter(EvaluatedStudy::hasNumber).toList();
    XYChart chart =
        Charts.chart(planes + ", intervals", "By the set's own value (%)", "Interval (%)");
    double[] ends = {0, 100};
    Charts.dashed(chart, "identity", ends, ends, Charts.FAINT);
    strokes(
        chart,
        "contains the reference",
        measured.stream().filter(EvaluatedStudy::isHeld).toList(),
        Charts.FIRST);
    strokes(
        chart,
        "does not contain the reference",
        measured.stream().filter(s -> !s.isHeld()).toList(),
        Charts.SECOND);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0).setYAxisMax(100.0);
    return Charts.png(chart);
  }

  private static void strokes(
      XYChart chart, String name, List<EvaluatedStudy> studies, Color colour) {
    if (studies.isEmpty()) {
      return;
    }
    double[] x = new double[3 * studies.size()];
    double[] y = new double[x.length];
    for (int i = 0; i < studies.size(); i++) {
      EvaluatedStudy.Measured m = studies.get(i).measured().orElseThrow();
      Arrays.fill(x, 3 * i, 3 * i + 3, studies.get(i).referencePercent());
      y[3 * i] = m.lowerPercent();
      y[3 * i + 1] = m.upperPercent();
      // A gap between this line and the next.
      y[3 * i + 2] = Double.NaN;
    }
    Charts.line(chart, name + " (" + studies.size() + ")", x, y, colour);
  }
}
