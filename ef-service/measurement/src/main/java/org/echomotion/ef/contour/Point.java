package org.echomotion.ef.contour;

/**
 * A position, or a direction, in working pixels: x to the right, y down, (0, 0) the centre of the
 * top left pixel.
 */
public record Point(double x, double y) {

  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("a point needs finite coordinates");
    }
  }

  public Point plus(Point other) {
    return new Point(x + other.x, y + other.y);
  }

  public Point minus(Point other) {
    return new Point(x - other.x, y - other.y);
  }

  public Point times(double factor) {
    return new Point(x * factor, y * factor);
  }

  public double dot(Point other) {
    return x * other.x + y * other.y;
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public double distanceTo(Point other) {
    return minus(other).length();
  }

  /** This direction rotated by 90 degrees: (x, y) becomes (-y, x). */
  public Point perpendicular() {
    return new Point(-y, x);
  }

  public Point midpointTo(Point other) {
    return plus(other).times(0.5);
  }
}
