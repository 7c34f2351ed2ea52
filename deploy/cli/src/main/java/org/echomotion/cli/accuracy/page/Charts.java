package org.echomotion.cli.accuracy.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.echomotion.xai.style.ChartStyle;
import org.echomotion.xai.style.Palette;
import org.echomotion.xai.style.Png;
import org.echomotion.xai.style.Typeface;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Makes and draws the charts of an evaluation. */
public final class Charts {

  static final int WIDTH = 720;
  static final int HEIGHT = 560;

  /** Colour of the first or only series. */
  public static final Color FIRST = Palette.END_DIASTOLE;

  /** Colour of the second series. */
  public static final Color SECOND = Palette.END_SYSTOLE;

  /** Colour of guides, such as the line of identity. */
  public static final Color FAINT = new Color(0x7A, 0x87, 0x94);

  private Charts() {}

  /** Makes an empty chart. */
  public static XYChart chart(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler, 14);
    styler
        .setXAxisTickMarkSpacingHint(80)
        .setXAxisDecimalPattern("0.##")
        .setYAxisDecimalPattern("0.####")
        .setMarkerSize(8)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderColor(FAINT)
        .setChartTitleFont(Typeface.dejaVuSans().bold(17))
        .setLegendPadding(10);
    return chart;
  }

  /** Draws a line. */
  public static void line(XYChart chart, String name, double[] x, double[] y, Color colour) {
    style(chart.addSeries(name, x, y), colour, new BasicStroke(2.2f), SeriesMarkers.NONE);
  }

  /** Draws a dashed line. */
  public static void dashed(XYChart chart, String name, double[] x, double[] y, Color colour) {
    BasicStroke dashes =
        new BasicStroke(
            1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {7f, 5f}, 0f);
    style(chart.addSeries(name, x, y), colour, dashes, SeriesMarkers.NONE);
  }

  /** Draws a line and fills the area below it. */
  public static void area(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    style(series, colour, new BasicStroke(1.4f), SeriesMarkers.NONE);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 70));
  }

  /** Draws one dot per value. */
  public static void dots(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
  }

  /** Draws a line with one dot per value. */
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

  /** Returns the chart as PNG, {@value #WIDTH} by {@value #HEIGHT}. */
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
