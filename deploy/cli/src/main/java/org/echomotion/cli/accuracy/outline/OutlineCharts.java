package org.echomotion.cli.accuracy.outline;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echomotion.cli.accuracy.page.Charts;
import org.echomotion.segmentation.evaluation.FrameScore;
import org.echomotion.segmentation.evaluation.ReliabilityDiagram;
import org.knowm.xchart.XYChart;

/** The charts of a model's evaluation, each a PNG. */
final class OutlineCharts {

  private static final List<Color> LINES =
      List.of(
          Charts.FIRST, Charts.SECOND, new Color(0x15, 0x80, 0x3D), new Color(0x7E, 0x22, 0xCE));
  private static final double DICE_BIN = 0.01;

  private OutlineCharts() {}

  /** Plots the number of frames by Dice, in steps of 0.01. */
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

  /** Plots frequency over probability, for the model as it is and recalibrated. */
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

  /** Plots the training loss by epoch. */
  static byte[] loss(LearningCurve curve) {
    XYChart chart = Charts.chart("Training loss", "Epoch", "Loss");
    line(chart, "loss", curve.loss(), Charts.FIRST);
    chart.getStyler().setPlotContentSize(0.94).setLegendVisible(false);
    return Charts.png(chart);
  }

  /** Plots the Dice of the valid split by epoch and source. */
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
}
