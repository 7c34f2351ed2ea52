package org.echomotion.cli.accuracy.page;

import java.util.Locale;
import org.echomotion.segmentation.evaluation.Interval;

/** Numbers as the cells of tables show them; a number that is unknown (NaN) is "-". */
public final class Cells {

  private Cells() {}

  /** Returns the number in a {@link String#format} format. */
  public static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** Returns the number with its interval in brackets, where both are known. */
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
