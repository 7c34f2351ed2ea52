package org.echomotion.ingest.sector;

import java.util.Arrays;

/** The convex hull of an area, for pictures that are no fan (linear probes, trapezoids). */
final class Hull {

  private Hull() {}

  /** boolean [rows * columns]: the area and all that lies between its pixels. */
  static boolean[] of(LitArea area) {
    int columns = area.columns();
    double[] first = new double[area.rows()];
    double[] last = new double[area.rows()];
    Arrays.fill(first, Double.NaN);
    Arrays.fill(last, Double.NaN);
    for (int y = 0; y < area.rows(); y++) {
      if (area.first(y) >= 0) {
        first[y] = -area.first(y);
        last[y] = area.last(y);
      }
    }
    stretch(first);
    stretch(last);
    boolean[] inside = new boolean[area.inside().length];
    for (int y = 0; y < area.rows(); y++) {
      if (!Double.isNaN(first[y])) {
        int from = (int) Math.ceil(-first[y] - 1e-9);
        int to = (int) Math.floor(last[y] + 1e-9);
        Arrays.fill(inside, y * columns + from, y * columns + to + 1, true);
      }
    }
    return inside;
  }

  /** Replaces the reach of each row by the least concave curve above it (a monotone chain). */
  private static void stretch(double[] reach) {
    int[] chain = new int[reach.length];
    int length = 0;
    for (int y = 0; y < reach.length; y++) {
      if (Double.isNaN(reach[y])) {
        continue;
      }
      while (length > 1 && below(reach, chain[length - 2], chain[length - 1], y)) {
        length--;
      }
      chain[length++] = y;
    }
    for (int i = 1; i < length; i++) {
      int from = chain[i - 1];
      int to = chain[i];
      double step = (reach[to] - reach[from]) / (to - from);
      for (int y = from + 1; y < to; y++) {
        reach[y] = reach[from] + step * (y - from);
      }
    }
  }

  private static boolean below(double[] reach, int from, int middle, int to) {
    double straight = reach[from] + (reach[to] - reach[from]) * (middle - from) / (to - from);
    return reach[middle] <= straight;
  }
}
