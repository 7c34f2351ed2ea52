package org.echomotion.cli.accuracy.agreement;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.echomotion.cli.accuracy.page.Charts;
import org.knowm.xchart.XYChart;

/** The charts of a comparison, each a PNG. */
public final class AgreementCharts {

  private AgreementCharts() {}

  /** Plots measured over reference ejection fraction, with the identity line. */
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

  /** Plots difference over mean, with bias and limits of agreement. */
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

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(1);
  }
}
