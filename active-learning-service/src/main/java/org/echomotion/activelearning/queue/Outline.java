package org.echomotion.activelearning.queue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * A closed outline in working pixels; the first point is not repeated at the end.
 *
 * @param points its points; an empty list if there is no outline
 */
public record Outline(List<Point> points) {

  /** Largest number of points of an outline. */
  public static final int MOST_POINTS = 1000;

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  public Outline {
    points = List.copyOf(points);
  }

  public static Outline none() {
    return new Outline(List.of());
  }

  /**
   * Checks the outline that an annotator drew.
   *
   * @throws EchoMotionException BAD_CONTOUR if it has fewer than 3 or more than 1000 points, has a
   *     point outside the frame, crosses itself, or encloses less than one working pixel
   */
  public static Outline drawn(List<Point> points) {
    if (points.size() < 3 || points.size() > MOST_POINTS) {
      throw bad("it has " + points.size() + " points; 3 to " + MOST_POINTS + " are needed");
    }
    for (Point point : points) {
      if (!inFrame(point.getX()) || !inFrame(point.getY())) {
        throw bad("a point lies outside the frame, or is not a number");
      }
    }
    Outline outline = new Outline(points);
    Polygon polygon = outline.polygon();
    if (polygon.getArea() < 1) {
      throw bad("it encloses less than one working pixel");
    }
    IsValidOp check = new IsValidOp(polygon);
    if (!check.isValid()) {
      Coordinate place = check.getValidationError().getCoordinate();
      throw bad("it crosses or touches itself at (%.1f, %.1f)".formatted(place.x, place.y));
    }
    return outline;
  }

  private static EchoMotionException bad(String why) {
    return new EchoMotionException(ActiveLearningError.BAD_CONTOUR, why);
  }

  private static boolean inFrame(float coordinate) {
    return coordinate >= -0.5f && coordinate <= WorkingFrame.SIDE - 0.5f;
  }

  public boolean isEmpty() {
    return points.isEmpty();
  }

  /** Returns the outline as a polygon; an empty one if there is no outline. */
  public Polygon polygon() {
    return points.isEmpty()
        ? GEOMETRY.createPolygon()
        : GEOMETRY.createPolygon(
            Stream.concat(points.stream(), points.stream().limit(1))
                .map(point -> new Coordinate(point.getX(), point.getY()))
                .toArray(Coordinate[]::new));
  }

  /**
   * Leaves out points that change the outline by less than a distance.
   *
   * @param distance working pixels
   */
  public Outline simplified(double distance) {
    Coordinate[] ring =
        ((Polygon) TopologyPreservingSimplifier.simplify(polygon(), distance))
            .getExteriorRing()
            .getCoordinates();
    return new Outline(
        Arrays.stream(ring, 0, ring.length - 1)
            .map(place -> Point.newBuilder().setX((float) place.x).setY((float) place.y).build())
            .toList());
  }

  /** Pairs of big-endian float32: x, y. */
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(points.size() * 2 * Float.BYTES);
    points.forEach(point -> buffer.putFloat(point.getX()).putFloat(point.getY()));
    return buffer.array();
  }

  /** The reverse of {@link #toBytes()}. */
  public static Outline fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Point> points = new ArrayList<>(bytes.length / 8);
    while (buffer.hasRemaining()) {
      points.add(Point.newBuilder().setX(buffer.getFloat()).setY(buffer.getFloat()).build());
    }
    return new Outline(points);
  }
}
