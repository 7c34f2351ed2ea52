package org.echomotion.cli.accuracy.outline;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.echomotion.cli.accuracy.page.Charts;
import org.echomotion.cli.accuracy.study.Agreement;
import org.echomotion.cli.accuracy.study.Comparison;
import org.echomotion.segmentation.evaluation.FrameScore;
import org.echomotion.segmentation.evaluation.ReliabilityDiagram;
import org.knowm.xchart.XYChart;

/** The charts of an evaluation, each a PNG. */
public final class Figures {

  private static final List<Color> LINES =
      List.of(
          Charts.FIRST, Charts.SECOND, new Color(0x15, 0x80, 0x3D), new Color(0x7E, 0x22, 0xCE));
  private static final double DICE_BIN = 0.01;

  private Figures() {}

  /** Measured over reference ejection fraction, with the identity line. */
  public static byte[] scatter(Comparison comparison) {
    double[] x = comparison.pairs().stream().mapToDouble(Agreement.Pair::reference).toArray();
    double[] y = comparison.pairs().stream().mapToDouble(Agreement.Pair::measured).toArray();
    XYChart chart =
        Charts.chart(
            comparison.source() + ", " + comparison.planes() + " ejection fraction",
            "By " + comparison.against() + " (%)",
            "By " + comparison.measured() + " (%)");
    double low = 10 * Math.floor(Math.min(least(x), least(y)) / 10);
    double high = 10 * Math.ceil(Math.max(most(x), most(y)) / 10);
    double[] ends = {low, high};
    Charts.dashed(chart, "identity", ends, ends, Charts.FAINT);
    Charts.dots(chart, "subjects (" + x.length + ")", x, y, Charts.FIRST);
    chart.getStyler().setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
    return Charts.png(chart);
  }

  /** Difference over mean, with bias and limits of agreement. */
  public static byte[] blandAltman(Comparison comparison) {
    List<Agreement.Pair> pairs = comparison.pairs();
    double[] x = pairs.stream().mapToDouble(p -> (p.measured() + p.reference()) / 2).toArray();
    double[] y = pairs.stream().mapToDouble(Agreement.Pair::difference).toArray();
    Agreement agreement = comparison.agreement();
    XYChart chart =
        Charts.chart(
            "Bland-Altman: " + comparison.source() + ", " + comparison.planes(),
            "Mean of both (%)",
            "Difference (points)");
    double margin = 0.04 * (most(x) - least(x)) + 1;
    double[] ends = {least(x) - margin, most(x) + margin};
    level(chart, ends, "bias", agreement.bias(), Charts.SECOND, false);
    level(chart, ends, "-1.96 sd", agreement.lowerLimit(), Charts.FAINT, true);
    level(chart, ends, "+1.96 sd", agreement.upperLimit(), Charts.FAINT, true);
    Charts.dots(chart, "subjects (" + x.length + ")", x, y, Charts.FIRST);
    double extent =
        1.15
            * DoubleStream.concat(
                    Arrays.stream(y),
                    DoubleStream.of(agreement.lowerLimit(), agreement.upperLimit()))
                .filter(value -> !Double.isNaN(value))
                .map(Math::abs)
                .max()
                .orElse(0);
    if (extent > 0) {
      chart.getStyler().setYAxisMin(-extent).setYAxisMax(extent);
    }
    chart.getStyler().setXAxisMin(ends[0]).setXAxisMax(ends[1]);
    return Charts.png(chart);
  }

  private static void level(
      XYChart chart, double[] ends, String name, double value, Color colour, boolean dashed) {
    if (Double.isNaN(value)) {
      return;
    }
    String label = String.format(Locale.ROOT, "%s %+.1f", name, value);
    double[] levels = {value, value};
    if (dashed) {
      Charts.dashed(chart, label, ends, levels, colour);
    } else {
      Charts.line(chart, label, ends, levels, colour);
    }
  }

  /** How many frames have which Dice, in steps of 0.01. */
  static byte[] diceHistogram(List<FrameScore> scores) {
    double worst = scores.stream().mapToDouble(FrameScore::dice).min().orElse(0);
    int first = Math.min(99, (int) Math.floor(worst / DICE_BIN));
    int[] counts = new int[100 - first];
    for (FrameScore score : scores) {
      counts[Math.min(99, (int) Math.floor(score.dice() / DICE_BIN)) - first]++;
    }
    double[] x = new double[4 * counts.length];
    double[] y = new double[x.length];
    for (int i = 0; i < counts.length; i++) {
      double from = (first + i) * DICE_BIN;
      double to = (first + i + 1) * DICE_BIN;
      double[] corners = {from, from, to, to};
      System.arraycopy(corners, 0, x, 4 * i, 4);
      y[4 * i + 1] = counts[i];
      y[4 * i + 2] = counts[i];
    }
    XYChart chart = Charts.chart("Dice of the left ventricle", "Dice", "Frames");
    Charts.area(chart, "frames (" + scores.size() + ")", x, y, Charts.FIRST);
    chart
        .getStyler()
        .setXAxisMin(first * DICE_BIN)
        .setXAxisMax(1.0)
        .setYAxisMin(0.0)
        .setYAxisMax(1.08 * Arrays.stream(counts).max().orElse(1));
    chart.getStyler().setLegendVisible(false);
    return Charts.png(chart);
  }

  /** How often pixels of a probability are left ventricle: as the model is, and recalibrated. */
  static byte[] reliability(ModelEvaluation evaluation) {
    XYChart chart =
        Charts.chart(
            "Reliability inside the sector",
            "Probability of the left ventricle",
            "Share that is left ventricle");
    Charts.dashed(chart, "ideal", new double[] {0, 1}, new double[] {0, 1}, Charts.FAINT);
    reliability(chart, "the model as it is", evaluation.reliability().bins(), Charts.FIRST);
    reliability(
        chart,
        String.format(Locale.ROOT, "with temperature %.2f", evaluation.calibration().temperature()),
        evaluation.calibration().bins(),
        Charts.SECOND);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    return Charts.png(chart);
  }

  private static void reliability(
      XYChart chart, String name, List<ReliabilityDiagram.Bin> bins, Color colour) {
    List<ReliabilityDiagram.Bin> filled = bins.stream().filter(b -> b.pixels() > 0).toList();
    Charts.lineWithDots(
        chart,
        name,
        filled.stream().mapToDouble(ReliabilityDiagram.Bin::meanProbability).toArray(),
        filled.stream().mapToDouble(ReliabilityDiagram.Bin::ventricleShare).toArray(),
        colour);
  }

  /** Training loss by epoch. */
  static byte[] loss(LearningCurve curve) {
    XYChart chart = Charts.chart("Training loss", "Epoch", "Loss");
    line(chart, "loss", curve.loss(), Charts.FIRST);
    chart.getStyler().setPlotContentSize(0.94).setLegendVisible(false);
    return Charts.png(chart);
  }

  /** Dice of the valid split by epoch and source. */
  static byte[] validDice(LearningCurve curve) {
    XYChart chart = Charts.chart("Dice of the valid split", "Epoch", "Dice");
    int i = 0;
    for (Map.Entry<String, List<LearningCurve.Point>> source : curve.validDice().entrySet()) {
      line(chart, source.getKey(), source.getValue(), LINES.get(i++ % LINES.size()));
    }
    chart.getStyler().setPlotContentSize(0.94);
    return Charts.png(chart);
  }

  private static void line(
      XYChart chart, String name, List<LearningCurve.Point> points, Color colour) {
    Charts.lineWithDots(
        chart,
        name,
        points.stream().mapToDouble(LearningCurve.Point::epoch).toArray(),
        points.stream().mapToDouble(LearningCurve.Point::value).toArray(),
        colour);
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(1);
  }
}
