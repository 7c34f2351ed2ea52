package org.echomotion.xai.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.xai.style.ChartStyle;
import org.echomotion.xai.style.Palette;
import org.echomotion.xai.style.Png;
import org.echomotion.xai.style.Typeface;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** {@code curve.png}: volume over area, on one time axis, with the beats shaded. */
public final class CurvePlot {

  /** Columns of the picture. */
  public static final int WIDTH = 1200;

  /** Rows of the picture. */
  public static final int HEIGHT = 720;

  private static final int VOLUME_HEIGHT = 420;
  private static final int AXIS_WIDTH = 92;
  private static final Color BEAT = new Color(0x1F, 0x5F, 0xBF, 26);
  private static final Color NEXT_BEAT = new Color(0x1F, 0x5F, 0xBF, 48);
  private static final Color LEFT_OUT = new Color(0, 0, 0, 22);
  private static final Color RAW = new Color(0x9A, 0xA7, 0xB4);

  private CurvePlot() {}

  /**
   * Plots a curve.
   *
   * @return PNG, {@value #WIDTH} by {@value #HEIGHT}
   */
  public static byte[] png(VentricleCurve curve) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    draw(g, volumeChart(curve), curve, VOLUME_HEIGHT, true);
    g.translate(0, VOLUME_HEIGHT);
    draw(g, areaChart(curve), curve, HEIGHT - VOLUME_HEIGHT, false);
    g.dispose();
    return Png.of(image);
  }

  private static XYChart volumeChart(VentricleCurve curve) {
    XYChart chart =
        chart(
            "Left-ventricular volume and area over time",
            "Volume (" + curve.volumeUnit() + ")",
            null,
            VOLUME_HEIGHT);
    double[] seconds = seconds(curve);
    if (anyIn(curve.volume())) {
      line(chart, "Volume, frame by frame", seconds, curve.volume(), RAW, 1.5f);
    }
    if (anyIn(curve.smoothedVolume())) {
      line(chart, "Volume, smoothed", seconds, curve.smoothedVolume(), Palette.INK, 2.8f);
    }
    double[] marked = anyIn(curve.smoothedVolume()) ? curve.smoothedVolume() : curve.volume();
    markLandmarks(chart, curve, marked);
    range(chart, curve, curve.volume(), curve.smoothedVolume());
    return chart;
  }

  private static XYChart areaChart(VentricleCurve curve) {
    XYChart chart =
        chart(null, "Area (" + curve.areaUnit() + ")", "Time (s)", HEIGHT - VOLUME_HEIGHT);
    if (anyIn(curve.area())) {
      line(chart, "Area", seconds(curve), curve.area(), Palette.INK, 2.2f);
    }
    markLandmarks(chart, curve, curve.area());
    range(chart, curve, curve.area());
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  private static XYChart chart(
      @Nullable String title, String yTitle, @Nullable String xTitle, int height) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(height).build();
    chart.setYAxisTitle(yTitle);
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler, 15);
    styler
        .setXAxisTickMarkSpacingHint(110)
        .setXAxisDecimalPattern("0.0#")
        .setYAxisDecimalPattern("0.#")
        .setXAxisTitleVisible(xTitle != null)
        .setXAxisTicksVisible(true)
        .setYAxisLeftWidthHint(AXIS_WIDTH)
        .setMarkerSize(12)
        .setChartBackgroundColor(new Color(0, 0, 0, 0))
        .setPlotBackgroundColor(new Color(0, 0, 0, 0))
        .setPlotBorderColor(RAW)
        .setChartTitleVisible(title != null)
        .setChartTitleFont(Typeface.dejaVuSans().bold(20))
        .setLegendPadding(14);
    if (title != null) {
      chart.setTitle(title);
    }
    if (xTitle != null) {
      chart.setXAxisTitle(xTitle);
    }
    return chart;
  }

  private static void line(
      XYChart chart, String name, double[] x, double[] y, Color colour, float width) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  private static void markLandmarks(XYChart chart, VentricleCurve curve, double[] values) {
    int[] diastolic =
        curve.beats().stream()
            .flatMapToInt(
                beat ->
                    beat.getComplete()
                        ? IntStream.of(beat.getEndDiastolicFrame(), beat.getEndFrame())
                        : IntStream.of(beat.getEndDiastolicFrame()))
            .distinct()
            .toArray();
    int[] systolic =
        curve.beats().stream().mapToInt(Beat::getEndSystolicFrame).distinct().toArray();
    mark(chart, "End-diastole (ED)", curve, values, diastolic, Palette.END_DIASTOLE, true);
    mark(chart, "End-systole (ES)", curve, values, systolic, Palette.END_SYSTOLE, false);
  }

  private static void mark(
      XYChart chart,
      String name,
      VentricleCurve curve,
      double[] values,
      int[] frames,
      Color colour,
      boolean diastolic) {
    int[] shown =
        Arrays.stream(frames)
            .filter(f -> f >= 0 && f < values.length && Double.isFinite(values[f]))
            .toArray();
    if (shown.length == 0) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            name,
            Arrays.stream(shown).mapToDouble(curve::seconds).toArray(),
            Arrays.stream(shown).mapToDouble(f -> values[f]).toArray());
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(diastolic ? SeriesMarkers.TRIANGLE_UP : SeriesMarkers.TRIANGLE_DOWN);
    series.setMarkerColor(colour);
  }

  private static void range(XYChart chart, VentricleCurve curve, double[]... all) {
    double[] finite =
        Arrays.stream(all).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    double lowest = Arrays.stream(finite).min().orElse(0);
    double highest = Arrays.stream(finite).max().orElse(1);
    double duration = curve.seconds(Math.max(1, curve.frameCount() - 1));
    double margin = Math.max(0.12 * (highest - lowest), 0.02 * Math.abs(highest) + 1e-6);
    chart
        .getStyler()
        .setXAxisMin(-0.012 * duration)
        .setXAxisMax(1.012 * duration)
        .setYAxisMin(Math.max(0, lowest - margin))
        .setYAxisMax(highest + margin);
    if (chart.getSeriesCollection().isEmpty()) {
      line(chart, "Not measured", new double[] {0}, new double[] {Double.NaN}, RAW, 1f);
    }
  }

  /**
   * Draws twice: the first time finds the position of the plot, so that the shading is below it.
   */
  private static void draw(
      Graphics2D g, XYChart chart, VentricleCurve curve, int height, boolean labelled) {
    Graphics2D nowhere =
        new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB).createGraphics();
    chart.paint(nowhere, WIDTH, height);
    nowhere.dispose();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    double top = chart.getScreenYFromChart(chart.getStyler().getYAxisMax());
    double bottom = chart.getScreenYFromChart(chart.getStyler().getYAxisMin());
    List<Beat> beats = curve.beats();
    for (int i = 0; i < beats.size(); i++) {
      Beat beat = beats.get(i);
      double left = chart.getScreenXFromChart(curve.seconds(VentricleCurve.firstFrame(beat)));
      double right = chart.getScreenXFromChart(curve.seconds(VentricleCurve.lastFrame(beat)));
      g.setColor(!beat.getIncluded() ? LEFT_OUT : i % 2 == 0 ? BEAT : NEXT_BEAT);
      g.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
      if (labelled) {
        g.setColor(Palette.INK);
        g.setFont(Typeface.dejaVuSans().regular(14));
        String label = "beat " + (i + 1) + (beat.getIncluded() ? "" : " (left out)");
        int width = g.getFontMetrics().stringWidth(label);
        if (width < right - left) {
          g.drawString(label, (float) ((left + right - width) / 2), (float) top + 18);
        }
      }
    }
    chart.paint(g, WIDTH, height);
  }

  private static double[] seconds(VentricleCurve curve) {
    double[] seconds = new double[curve.frameCount()];
    Arrays.setAll(seconds, curve::seconds);
    return seconds;
  }

  private static boolean anyIn(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }
}
