package org.echomotion.cli.accuracy.page;

import java.util.Locale;
import org.echomotion.segmentation.evaluation.Interval;

/** Formats numbers for the cells of tables. An unknown number (NaN) is shown as "-". */
public final class Cells {

  private Cells() {}

  /** Returns the number, formatted as in {@link String#format}. */
  public static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** Returns the number with its interval in brackets, if both are known. */
  public static String withInterval(String format, double value, Interval interval) {
    if (Double.isNaN(value) || Double.isNaN(interval.lower())) {
      return number(format, value);
    }
    return number(format, value)
        + " ("
        + number(format, interval.lower())
        + " to "
        + number(format, interval.upper())
        + ")";
  }
}
