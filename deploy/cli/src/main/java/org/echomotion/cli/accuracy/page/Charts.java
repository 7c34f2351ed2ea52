package org.echomotion.cli.accuracy.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.echomotion.xai.style.Palette;
import org.echomotion.xai.style.Png;
import org.echomotion.xai.style.Typeface;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How every chart of an evaluation looks, and the few things that they draw. */
public final class Charts {

  static final int WIDTH = 720;
  static final int HEIGHT = 560;

  public static final Color FIRST = Palette.END_DIASTOLE;
  public static final Color SECOND = Palette.END_SYSTOLE;
  public static final Color FAINT = new Color(0x7A, 0x87, 0x94);

  private static final Color GRID = new Color(0xE3, 0xE8, 0xED);
  private static final Color NONE = new Color(0, 0, 0, 0);

  private Charts() {}

  public static XYChart chart(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    Typeface typeface = Typeface.dejaVuSans();
    Styler styler =
        chart
            .getStyler()
            .setAxisTitleFont(typeface.bold(15))
            .setAxisTickLabelsFont(typeface.regular(14))
            .setAxisTickLabelsColor(Palette.INK)
            .setAxisTickMarksColor(Palette.INK)
            .setPlotGridLinesColor(GRID)
            .setPlotGridLinesStroke(new BasicStroke(1f))
            .setPlotMargin(0)
            .setXAxisTickMarkSpacingHint(80)
            .setYAxisTickMarkSpacingHint(48)
            .setXAxisDecimalPattern("0.##")
            .setYAxisDecimalPattern("0.####")
            .setPlotContentSize(1.0)
            .setLocale(Locale.ROOT)
            .setBaseFont(typeface.regular(14))
            .setChartFontColor(Palette.INK)
            .setChartBackgroundColor(Color.WHITE)
            .setPlotBackgroundColor(Color.WHITE)
            .setPlotBorderColor(FAINT)
            .setChartPadding(14)
            .setChartTitleFont(typeface.bold(17))
            .setChartTitleBoxVisible(false)
            .setLegendPosition(Styler.LegendPosition.OutsideS)
            .setLegendLayout(Styler.LegendLayout.Horizontal)
            .setLegendBorderColor(NONE)
            .setLegendBackgroundColor(NONE)
            .setLegendFont(typeface.regular(14))
            .setLegendPadding(10)
            .setMarkerSize(8);
    styler.setAntiAlias(true);
    return chart;
  }

  public static void line(XYChart chart, String name, double[] x, double[] y, Color colour) {
    style(chart.addSeries(name, x, y), colour, new BasicStroke(2.2f), SeriesMarkers.NONE);
  }

  public static void dashed(XYChart chart, String name, double[] x, double[] y, Color colour) {
    BasicStroke dashes =
        new BasicStroke(
            1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {7f, 5f}, 0f);
    style(chart.addSeries(name, x, y), colour, dashes, SeriesMarkers.NONE);
  }

  public static void area(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    style(series, colour, new BasicStroke(1.4f), SeriesMarkers.NONE);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 70));
  }

  public static void dots(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
  }

  public static void lineWithDots(
      XYChart chart, String name, double[] x, double[] y, Color colour) {
    style(chart.addSeries(name, x, y), colour, new BasicStroke(2.2f), SeriesMarkers.CIRCLE);
  }

  private static void style(XYSeries series, Color colour, BasicStroke stroke, Marker marker) {
    series.setMarker(marker);
    series.setMarkerColor(colour);
    series.setLineColor(colour);
    series.setLineStyle(stroke);
  }

  /** The chart as PNG, {@value #WIDTH} by {@value #HEIGHT}. */
  public static byte[] png(XYChart chart) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    chart.paint(g, WIDTH, HEIGHT);
    g.dispose();
    return Png.of(image);
  }
}
