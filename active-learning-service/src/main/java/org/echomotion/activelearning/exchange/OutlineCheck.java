package org.echomotion.activelearning.exchange;

import java.util.List;
import java.util.stream.Stream;
import org.echomotion.ef.contour.Point;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** The rules of an outline. */
public final class OutlineCheck {

  static final int MAX_POINTS = 1000;

  private static final double LEAST_AREA_PIXELS = 1;

  /** Largest rounding error of a coordinate in a file, in pixels. */
  private static final double ROUNDING = 0.01;

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private OutlineCheck() {}

  /**
   * A point of an imported outline.
   *
   * @throws InvalidLabelException if a coordinate is not a finite number
   */
  public static Point point(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new InvalidLabelException("a coordinate is not a number");
    }
    return new Point(x, y);
  }

  /**
   * Checks a closed outline.
   *
   * @throws InvalidLabelException if it has fewer than 3 or more than 1000 points, has a point
   *     outside the frame, crosses or touches itself, or encloses less than one square pixel
   */
  static void check(List<Point> outline, FrameSize size) {
    if (outline.size() < 3 || outline.size() > MAX_POINTS) {
      throw new InvalidLabelException(
          "an outline has " + outline.size() + " points; 3 to " + MAX_POINTS + " are needed");
    }
    outline.forEach(point -> checkInside(point, size));
    Polygon polygon = polygon(outline);
    if (polygon.getArea() < LEAST_AREA_PIXELS) {
      throw new InvalidLabelException("an outline encloses less than one square pixel");
    }
    if (!polygon.isValid()) {
      throw new InvalidLabelException("an outline crosses or touches itself");
    }
  }

  static void checkInside(Point point, FrameSize size) {
    if (outside(point.x(), size.width()) || outside(point.y(), size.height())) {
      throw new InvalidLabelException("an outline has a point outside the frame");
    }
  }

  private static boolean outside(double coordinate, int side) {
    return coordinate < -0.5 - ROUNDING || coordinate > side - 0.5 + ROUNDING;
  }

  static Polygon polygon(List<Point> outline) {
    return GEOMETRY.createPolygon(
        Stream.concat(outline.stream(), outline.stream().limit(1))
            .map(point -> new Coordinate(point.x(), point.y()))
            .toArray(Coordinate[]::new));
  }
}
