package org.echomotion.ingest.phantom.heart;

/** One-dimensional shapes: ramps and tabulated curves. */
public final class Curve {

  private Curve() {}

  /** 0 below {@code from}, 1 above {@code to}, smooth between. */
  public static double ramp(double x, double from, double to) {
    double y = (x - from) / (to - from);
    if (y <= 0) {
      return 0;
    }
    if (y >= 1) {
      return 1;
    }
    return y * y * (3 - 2 * y);
  }

  /** Bell of height 1, about as wide as a normal curve with this sd, and 0 beyond 2.6 sd. */
  public static double bell(double x, double sd) {
    double y = x / (2.6 * sd);
    y = 1 - y * y;
    return y <= 0 ? 0 : y * y * y;
  }

  /** Piecewise linear through (xs, ys), constant beyond the ends; xs ascending. */
  public static double linear(double[] xs, double[] ys, double x) {
    int last = xs.length - 1;
    if (x <= xs[0]) {
      return ys[0];
    }
    for (int i = 1; i <= last; i++) {
      if (x <= xs[i]) {
        double w = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
        return ys[i - 1] + w * (ys[i] - ys[i - 1]);
      }
    }
    return ys[last];
  }

  /** Value of a table that spans 0..1 evenly, linear between entries, constant beyond. */
  public static double table(double[] ys, double x) {
    double f = x * (ys.length - 1);
    if (f <= 0) {
      return ys[0];
    }
    if (f >= ys.length - 1) {
      return ys[ys.length - 1];
    }
    int i = (int) f;
    return ys[i] + (f - i) * (ys[i + 1] - ys[i]);
  }
}
