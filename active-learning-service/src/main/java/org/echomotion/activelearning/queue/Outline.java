package org.echomotion.activelearning.queue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;

/**
 * A closed outline in working pixels; the first point is not repeated at the end.
 *
 * @param points its points; an empty list if there is no outline
 */
public record Outline(List<Point> points) {

  private static final int MAX_POINTS = 1000;

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
   *     point outside the frame, or encloses no area
   */
  public static Outline drawn(List<Point> points) {
    if (points.size() < 3 || points.size() > MAX_POINTS) {
      throw new EchoMotionException(
          ActiveLearningError.BAD_CONTOUR,
          "it has " + points.size() + " points; 3 to " + MAX_POINTS + " are needed");
    }
    for (Point point : points) {
      if (!inFrame(point.getX()) || !inFrame(point.getY())) {
        throw new EchoMotionException(
            ActiveLearningError.BAD_CONTOUR, "a point lies outside the frame");
      }
    }
    Outline outline = new Outline(points);
    if (outline.area() < 1) {
      throw new EchoMotionException(ActiveLearningError.BAD_CONTOUR, "it encloses no area");
    }
    return outline;
  }

  private static boolean inFrame(float coordinate) {
    return coordinate >= -0.5f && coordinate <= WorkingFrame.SIDE - 0.5f;
  }

  /** Enclosed area in square working pixels. */
  public double area() {
    return Area.ofRing(
        Stream.concat(points.stream(), points.stream().limit(1))
            .map(point -> new Coordinate(point.getX(), point.getY()))
            .toArray(Coordinate[]::new));
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
