package org.echomotion.cli.accuracy.study;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echomotion.cli.accuracy.outline.Figures;
import org.echomotion.cli.accuracy.outline.OutlineTables;
import org.echomotion.cli.accuracy.page.Charts;
import org.echomotion.cli.accuracy.page.Page;
import org.knowm.xchart.XYChart;

/** {@code evaluation-ef.html}: one page; only the worst studies' reports are files beside it. */
final class StudyAccuracyPage {

  private StudyAccuracyPage() {}

  /**
   * @param reports links to the reports of the worst studies, by name and planes
   */
  static String html(StudyEvaluation evaluation, Map<String, String> reports) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Set", evaluation.set());
    facts.put("Model", evaluation.model());
    facts.put(
        "Intervals",
        String.format(
            Locale.ROOT,
            "meant to hold %.0f %%; %s",
            100 * evaluation.nominalCoverage(),
            evaluation.calibrations().isEmpty()
                ? "not calibrated"
                : "calibration " + String.join(", ", evaluation.calibrations())));
    Page page = new Page("Ejection fraction, end to end", facts);
    page.section("Agreement");
    page.table(StudyTables.agreement(evaluation));
    page.note(
        "Each cine went through the whole platform. Errors in points, measured less reference; in"
            + " brackets 95 % intervals by resampling subjects. Limits of agreement: bias +- 1.96"
            + " standard deviations. Numbers of poor quality are included.");
    List<String> pictures = new ArrayList<>();
    Map<String, List<EvaluatedStudy>> ofPlanes = StudyEvaluation.planes(evaluation.studies());
    if (ofPlanes.containsKey(StudyEvaluation.ONE_VIEW)) {
      // The tables tell the views apart.
      ofPlanes.keySet().removeAll(List.of(EvaluatedStudy.A4C, EvaluatedStudy.A2C));
    }
    ofPlanes.forEach(
        (planes, studies) -> {
          Comparison comparison = comparison(evaluation, planes, studies);
          pictures.add(Page.figure(Figures.scatter(comparison), planes + ", with identity"));
          pictures.add(Page.figure(Figures.blandAltman(comparison), planes + ", Bland-Altman"));
          pictures.add(
              Page.figure(coverage(planes, studies), planes + ", intervals of all studies"));
        });
    page.figuresInThrees(pictures.toArray(String[]::new));
    page.section("Intervals, by quality and range");
    page.table(StudyTables.groups(evaluation));
    page.note(
        "Coverage: share of the studies whose interval holds the reference. The range is the"
            + " reference's.");
    page.section("Severity grades");
    evaluation.confusion().forEach(confusion -> page.table(StudyTables.confusion(confusion)));
    page.note(
        "Severe below 30, moderate 30 to 40, mild 41 to 51 in men and 53 in women, of whole percent"
            + " (ASE/EACVI 2015). Where the sex is not known, 52 and 53 depend on it.");
    page.section("The studies furthest off");
    page.table(StudyTables.worst(evaluation), name -> linked(name, reports));
    OutlineTables.Table without = StudyTables.without(evaluation);
    if (!without.rows().isEmpty()) {
      page.section("No number");
      page.table(without);
    }
    return page.html();
  }

  private static String linked(String name, Map<String, String> reports) {
    String report = reports.get(name);
    return report == null
        ? Page.escaped(name)
        : "<a href=\"" + Page.escaped(report) + "\">" + Page.escaped(name) + "</a>";
  }

  private static Comparison comparison(
      StudyEvaluation evaluation, String planes, List<EvaluatedStudy> studies) {
    List<Agreement.Pair> pairs =
        studies.stream().filter(EvaluatedStudy::hasNumber).map(EvaluatedStudy::pair).toList();
    return new Comparison(
        evaluation.set(),
        planes,
        "EchoMotion",
        Comparison.REFERENCE,
        studies.size() - pairs.size(),
        Agreement.of(pairs),
        pairs);
  }

  /**
   * Each interval as a stroke over its reference: it is held where the stroke meets the diagonal.
   */
  static byte[] coverage(String planes, List<EvaluatedStudy> studies) {
    List<EvaluatedStudy> measured = studies.stream().filter(EvaluatedStudy::hasNumber).toList();
    XYChart chart =
        Charts.chart(planes + ", intervals", "By the set's own value (%)", "Interval (%)");
    double[] ends = {0, 100};
    Charts.dashed(chart, "identity", ends, ends, Charts.FAINT);
    strokes(
        chart, "holds it", measured.stream().filter(EvaluatedStudy::isHeld).toList(), Charts.FIRST);
    strokes(chart, "misses it", measured.stream().filter(s -> !s.isHeld()).toList(), Charts.SECOND);
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
      // A gap, so that the strokes do not hang together.
      y[3 * i + 2] = Double.NaN;
    }
    Charts.line(chart, name + " (" + studies.size() + ")", x, y, colour);
  }
}
