package org.echomotion.ingest.dataset.warp;

/** A point of the frame, in {@linkplain FrameScale frame units}. */
record Point(double x, double y) {

  Point plus(double share, Point offset) {
    return new Point(x + share * offset.x, y + share * offset.y);
  }

  Point minus(Point other) {
    return new Point(x - other.x, y - other.y);
  }

  Point middle(Point other) {
    return new Point((x + other.x) / 2, (y + other.y) / 2);
  }

  double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
