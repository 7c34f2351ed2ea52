package org.echomotion.ingest.dataset.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A closed polygon. An arc goes along it from one index to another and may wrap around. */
record ClosedOutline(List<Point> points) {

  ClosedOutline {
    points = List.copyOf(points);
  }

  int size() {
    return points.size();
  }

  Point at(int index) {
    return points.get(Math.floorMod(index, points.size()));
  }

  /** Number of steps from {@code from} to {@code to}. */
  int steps(int from, int to) {
    return Math.floorMod(to - from, points.size());
  }

  int nearest(Point point) {
    return highest(0, size() - 1, p -> -p.distance(point));
  }

  /** The index from {@code from} to {@code to}, both included, where {@code measure} is highest. */
  int highest(int from, int to, ToDoubleFunction<Point> measure) {
    int best = from;
    double most = Double.NEGATIVE_INFINITY;
    for (int step = 0; step <= steps(from, to); step++) {
      double value = measure.applyAsDouble(at(from + step));
      if (value > most) {
        most = value;
        best = Math.floorMod(from + step, size());
      }
    }
    return best;
  }

  double length(int from, int to) {
    double length = 0;
    for (int step = 0; step < steps(from, to); step++) {
      length += at(from + step).distance(at(from + step + 1));
    }
    return length;
  }

  /**
   * Returns {@code count} points at equal distances along the arc. The arc's first point is
   * included. Its last point is not, because it is the first point of the next arc.
   */
  List<Point> spaced(int from, int to, int count) {
    double total = length(from, to);
    List<Point> spaced = new ArrayList<>(count);
    int step = 0;
    double passed = 0;
    for (int i = 0; i < count; i++) {
      double target = total * i / count;
      double side = at(from + step).distance(at(from + step + 1));
      while (passed + side < target && step < steps(from, to) - 1) {
        passed += side;
        step++;
        side = at(from + step).distance(at(from + step + 1));
      }
      double share = side == 0 ? 0 : (target - passed) / side;
      Point here = at(from + step);
      spaced.add(here.plus(share, at(from + step + 1).minus(here)));
    }
    return spaced;
  }
}
