package org.echomotion.xai.style;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** The shared look of all charts: typeface, ink, grid, and a legend below without a frame. */
public final class ChartStyle {

  /** Lines behind the curves. */
  private static final Color GRID = new Color(0xE3, 0xE8, 0xED);

  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private ChartStyle() {}

  /**
   * Gives a chart this look. The chart's own sizes, colours and number formats are set afterwards.
   *
   * @param textSize size in pixels; titles of axes are one pixel larger
   */
  public static void apply(XYStyler styler, double textSize) {
    Typeface typeface = Typeface.dejaVuSans();
    styler
        .setAxisTitleFont(typeface.bold(textSize + 1))
        .setAxisTickLabelsFont(typeface.regular(textSize))
        .setAxisTickLabelsColor(Palette.INK)
        .setAxisTickMarksColor(Palette.INK)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1f))
        .setPlotMargin(0)
        .setYAxisTickMarkSpacingHint(48)
        .setPlotContentSize(1.0)
        .setLocale(Locale.ROOT)
        .setBaseFont(typeface.regular(textSize))
        .setChartFontColor(Palette.INK)
        .setChartPadding(14)
        .setChartTitleBoxVisible(false)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setLegendBorderColor(TRANSPARENT)
        .setLegendBackgroundColor(TRANSPARENT)
        .setLegendFont(typeface.regular(textSize))
        .setAntiAlias(true);
  }
}
