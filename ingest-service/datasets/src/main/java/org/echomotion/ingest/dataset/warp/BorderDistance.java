package org.echomotion.ingest.dataset.warp;

import java.util.ArrayList;
import java.util.List;

/**
 * Distance of each pixel inside the sector from the outside, in frame units. The frame's own border
 * counts as outside.
 *
 * @param distance double [rows * columns], 0 outside
 */
record BorderDistance(double[] distance, int rows, int columns, FrameScale scale) {

  /**
   * Computes distances by two chamfer passes. They are a few percent too long at oblique angles.
   */
  static BorderDistance of(boolean[] sector, int rows, int columns, FrameScale scale) {
    double[] distance = new double[rows * columns];
    double right = scale.perColumn();
    double down = scale.perRow();
    double across = Math.hypot(right, down);
    for (int pass = 0; pass < 2; pass++) {
      int step = pass == 0 ? 1 : -1;
      for (int i = 0; i < distance.length; i++) {
        int p = pass == 0 ? i : distance.length - 1 - i;
        if (!sector[p]) {
          continue;
        }
        int x = p % columns;
        int y = p / columns;
        double nearest = pass == 0 ? Double.MAX_VALUE : distance[p];
        nearest = Math.min(nearest, right + get(distance, x - step, y, rows, columns));
        nearest = Math.min(nearest, down + get(distance, x, y - step, rows, columns));
        nearest = Math.min(nearest, across + get(distance, x - step, y - step, rows, columns));
        nearest = Math.min(nearest, across + get(distance, x + step, y - step, rows, columns));
        distance[p] = nearest;
      }
    }
    return new BorderDistance(distance, rows, columns, scale);
  }

  private static double get(double[] distance, int x, int y, int rows, int columns) {
    return x < 0 || y < 0 || x >= columns || y >= rows ? 0 : distance[y * columns + x];
  }

  /** Distance at the pixel nearest to {@code point}. */
  double at(Point point) {
    int x = (int) Math.round(point.x() / scale.perColumn());
    int y = (int) Math.round(point.y() / scale.perRow());
    return get(distance, x, y, rows, columns);
  }

  /**
   * Share of the way from pixel (x, y) by (dx, dy) pixels that may be used, at most 1. The end must
   * be 3 pixels away from the outside of the sector, or as far away as (x, y) if that is nearer.
   */
  double shareWithin(int x, int y, double dx, double dy) {
    double margin =
        Math.min(distance[y * columns + x], 3 * Math.max(scale.perColumn(), scale.perRow()));
    for (double share = 1; share > 0; share -= 0.25) {
      int column = (int) Math.round(x + share * dx);
      int row = (int) Math.round(y + share * dy);
      if (get(distance, column, row, rows, columns) >= margin) {
        return share;
      }
    }
    return 0;
  }

  /** Points of the sector's border, at least {@code apart} from each other. */
  List<Point> border(double apart) {
    double rim = 1.5 * Math.max(scale.perColumn(), scale.perRow());
    List<Point> border = new ArrayList<>();
    for (int p = 0; p < distance.length; p++) {
      if (distance[p] == 0 || distance[p] > rim) {
        continue;
      }
      int row = p / columns;
      Point point = new Point(p % columns * scale.perColumn(), row * scale.perRow());
      if (border.stream().allMatch(b -> b.distance(point) >= apart)) {
        border.add(point);
      }
    }
    return border;
  }
}
