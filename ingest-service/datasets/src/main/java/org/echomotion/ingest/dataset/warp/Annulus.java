package org.echomotion.ingest.dataset.warp;

import java.util.Optional;

/**
 * The mitral annulus in an apical view: the two ends of the ventricle's base.
 *
 * @param first start of the base, going clockwise around the cavity
 * @param second end of the base
 */
record Annulus(Point first, Point second) {

  private static final int MIN_POINTS = 4;

  /**
   * Returns the ends of that part of the cavity's outline that borders on the atrium; empty if
   * there is none.
   */
  static Optional<Annulus> touching(ClosedOutline cavity, ClosedOutline atrium, double within) {
    int size = cavity.size();
    boolean[] touches = new boolean[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      Point point = cavity.at(i);
      touches[i] = atrium.points().stream().anyMatch(a -> a.distance(point) <= within);
      count += touches[i] ? 1 : 0;
    }
    if (count < MIN_POINTS || count > size / 2) {
      return Optional.empty();
    }
    // The walls are the longest part without contact: gaps within the base count as base.
    int walls = 0;
    int wallsFrom = 0;
    for (int i = 0; i < size; i++) {
      if (!touches[i] && touches[Math.floorMod(i - 1, size)]) {
        int length = 1;
        while (!touches[(i + length) % size]) {
          length++;
        }
        if (length > walls) {
          walls = length;
          wallsFrom = i;
        }
      }
    }
    return Optional.of(new Annulus(cavity.at(wallsFrom + walls), cavity.at(wallsFrom - 1)));
  }

  /**
   * Returns the lower two corners of the cavity along its principal axis. In an apical view the
   * apex is at the top.
   */
  static Annulus corners(ClosedOutline cavity) {
    double meanX = cavity.points().stream().mapToDouble(Point::x).average().orElse(0);
    double meanY = cavity.points().stream().mapToDouble(Point::y).average().orElse(0);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Point p : cavity.points()) {
      xx += (p.x() - meanX) * (p.x() - meanX);
      xy += (p.x() - meanX) * (p.y() - meanY);
      yy += (p.y() - meanY) * (p.y() - meanY);
    }
    double angle = 0.5 * Math.atan2(2 * xy, xx - yy);
    double sign = Math.sin(angle) < 0 ? -1 : 1;
    double downX = sign * Math.cos(angle);
    double downY = sign * Math.sin(angle);
    int end = cavity.size() - 1;
    // Going clockwise as seen, the base starts at the corner on the right of the image.
    int right = cavity.highest(0, end, p -> p.x() * (downX + downY) + p.y() * (downY - downX));
    int left = cavity.highest(0, end, p -> p.x() * (downX - downY) + p.y() * (downY + downX));
    return new Annulus(cavity.at(right), cavity.at(left));
  }

  /** Distance of {@code point} from the middle of the annulus. */
  double distance(Point point) {
    return first.middle(second).distance(point);
  }
}
