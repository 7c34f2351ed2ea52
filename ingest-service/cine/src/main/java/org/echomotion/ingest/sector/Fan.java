package org.echomotion.ingest.sector;

import java.util.Optional;
import org.echomotion.ingest.decode.PixelRegion;

/**
 * A sector as scanners draw it: two straight edges that meet above, an arc below. All in pixels.
 *
 * @param top first row that shows tissue
 * @param leftAt column of the left edge in row 0
 * @param leftSlope columns that the left edge moves left for each row down
 * @param rightAt column of the right edge in row 0
 * @param rightSlope columns that the right edge moves right for each row down
 * @param radius from the point where the edges meet to the arc
 */
record Fan(
    int top, double leftAt, double leftSlope, double rightAt, double rightSlope, double radius) {

  /** Edges lie between these angles from the vertical, degrees. */
  private static final double MIN_ANGLE = 10;

  private static final double MAX_ANGLE = 62;
  private static final double ANGLE_STEP = 0.5;

  /** Rows (or angles) that lie this near, in pixels, lie on the edge. */
  private static final double NEAR = 1.5;

  /** Share of the area's rows that must show an edge before it is believed. */
  private static final double MIN_EDGE = 0.15;

  private static final int ANGLES = 180;

  /**
   * Fits a fan to an area: each edge is the line that the most rows end on and the fewest reach
   * beyond, the arc likewise. So neither shadows inside nor a trace that is drawn below bend it.
   * Empty where the area has no two such edges.
   *
   * @param region outside of it nothing was looked for: rows that end at its border show no edge
   */
  static Optional<Fan> fit(LitArea area, PixelRegion region) {
    int tip = Math.max(2, area.rows() / 100);
    int top = area.top();
    int height = area.bottom() - top + 1;
    int leftmost = region.x();
    int rightmost = region.x() + region.width() - 1;
    double[] left = new double[height];
    double[] right = new double[height];
    for (int i = 0; i < height; i++) {
      int first = area.first(top + i);
      int last = area.last(top + i);
      left[i] = first < 0 || first <= leftmost + 1 ? Double.NaN : -first;
      right[i] = last < 0 || last >= rightmost - 1 ? Double.NaN : last;
    }
    Optional<double[]> leftEdge = edge(left, top);
    Optional<double[]> rightEdge = edge(right, top);
    if (leftEdge.isEmpty() || rightEdge.isEmpty()) {
      return Optional.empty();
    }
    // The area is blunt where the fan is narrow: its tip lies a little higher.
    Fan open =
        new Fan(
            Math.max(region.y(), top - tip),
            -leftEdge.get()[0],
            leftEdge.get()[1],
            rightEdge.get()[0],
            rightEdge.get()[1],
            Double.POSITIVE_INFINITY);
    boolean meetsAbove =
        open.apexY() > top - 0.6 * height
            && open.apexY() < top + 0.15 * height
            && open.apexX() > leftmost
            && open.apexX() < rightmost;
    return meetsAbove ? Optional.of(open.withRadius(area, region)) : Optional.empty();
  }

  /**
   * The line {@code reach = at + slope * row} that most rows reach exactly; a row beyond it counts
   * against it.
   *
   * @param reach how far outwards each row reaches, from row {@code top} on; NaN where unknown
   * @return at, slope
   */
  private static Optional<double[]> edge(double[] reach, int top) {
    double best = MIN_EDGE * reach.length;
    double[] line = null;
    double[] intercepts = new double[reach.length];
    for (double angle = MIN_ANGLE; angle <= MAX_ANGLE; angle += ANGLE_STEP) {
      double slope = Math.tan(Math.toRadians(angle));
      double tolerance = NEAR / Math.cos(Math.toRadians(angle));
      for (int i = 0; i < reach.length; i++) {
        intercepts[i] = reach[i] - slope * (top + i);
      }
      double at = mostReached(intercepts, tolerance);
      double score = score(intercepts, at, tolerance);
      if (score > best) {
        best = score;
        line = new double[] {at, slope};
      }
    }
    return Optional.ofNullable(line);
  }

  /** The value of the list that scores highest. */
  private static double mostReached(double[] values, double tolerance) {
    double best = Double.NEGATIVE_INFINITY;
    double chosen = Double.NaN;
    for (double candidate : values) {
      double score = Double.isNaN(candidate) ? best : score(values, candidate, tolerance);
      if (score > best) {
        best = score;
        chosen = candidate;
      }
    }
    return chosen;
  }

  private static double score(double[] values, double at, double tolerance) {
    int score = 0;
    for (double value : values) {
      if (value > at + tolerance) {
        score--;
      } else if (value >= at - tolerance) {
        score++;
      }
    }
    return score;
  }

  private Fan withRadius(LitArea area, PixelRegion region) {
    double[] reach = new double[ANGLES];
    boolean[] cropped = new boolean[ANGLES];
    double farthest = 0;
    double from = -Math.atan(leftSlope);
    double span = Math.atan(rightSlope) - from;
    for (int y = area.top(); y <= area.bottom(); y++) {
      for (int x = 0; x < area.columns(); x++) {
        if (!area.inside()[y * area.columns() + x] || !contains(x, y)) {
          continue;
        }
        double across = x - apexX();
        double down = y - apexY();
        double distance = Math.hypot(across, down);
        int angle = (int) ((Math.atan2(across, down) - from) / span * ANGLES);
        angle = Math.max(0, Math.min(ANGLES - 1, angle));
        if (distance > reach[angle]) {
          reach[angle] = distance;
          cropped[angle] =
              x <= region.x() + 1
                  || x >= region.x() + region.width() - 2
                  || y >= region.y() + region.height() - 2;
        }
        farthest = Math.max(farthest, distance);
      }
    }
    double cutOff = 0;
    for (int i = 0; i < ANGLES; i++) {
      if (cropped[i]) {
        cutOff = Math.max(cutOff, reach[i]);
      }
      reach[i] = reach[i] == 0 || cropped[i] ? Double.NaN : reach[i];
    }
    double arc = mostReached(reach, NEAR);
    boolean believed = score(reach, arc, NEAR) > MIN_EDGE * ANGLES && arc >= cutOff - NEAR;
    double outer = believed ? arc + NEAR : farthest + 1;
    return new Fan(top, leftAt, leftSlope, rightAt, rightSlope, outer);
  }

  double apexY() {
    return (leftAt - rightAt) / (leftSlope + rightSlope);
  }

  double apexX() {
    return leftAt - leftSlope * apexY();
  }

  /** Whether the pixel lies on the fan or within a pixel of it. */
  boolean contains(int x, int y) {
    return y >= top
        && x >= leftAt - leftSlope * y - 1
        && x <= rightAt + rightSlope * y + 1
        && Math.hypot(x - apexX(), y - apexY()) <= radius;
  }
}
