package org.echomotion.activelearning.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.echomotion.ef.contour.Point;
import org.locationtech.jts.linearref.LengthIndexedLine;

/**
 * A cubic Hermite spline with the tangents of Catmull and Rom: {@code (next - previous) / 2}, or,
 * at the end of an open spline, half the step to its only neighbour. This is the spline of
 * annotationweb.
 *
 * @param points 3 to 200 points. Those of an open spline run from one corner of the mitral annulus
 *     over the apex to the other corner.
 * @param closed whether the curve returns to its first point; if not, a straight line, the annulus,
 *     joins its ends
 */
public record Spline(List<ControlPoint> points, boolean closed) {

  private static final int MAX_POINTS = 200;
  private static final int MAX_STEPS = 16;
  private static final int POINTS_ALONG_OUTLINE = 120;

  /**
   * @throws InvalidLabelException if there are fewer than 3 or more than 200 points
   */
  public Spline {
    points = List.copyOf(points);
    if (points.size() < 3 || points.size() > MAX_POINTS) {
      throw new InvalidLabelException(
          "a spline has " + points.size() + " points; 3 to " + MAX_POINTS + " are needed");
    }
  }

  /** A closed spline through 120 points of an outline, at equal distances along it. */
  public static Spline along(List<Point> outline) {
    LengthIndexedLine line = new LengthIndexedLine(OutlineCheck.polygon(outline).getExteriorRing());
    return new Spline(
        IntStream.range(0, POINTS_ALONG_OUTLINE)
            .mapToObj(i -> line.extractPoint(line.getEndIndex() * i / POINTS_ALONG_OUTLINE))
            .map(c -> new ControlPoint(new Point(c.x, c.y), false))
            .toList(),
        true);
  }

  /**
   * Returns the closed outline. Points of the curve outside the frame are moved to its edge.
   *
   * @return at most 1000 points, including the control points
   * @throws InvalidLabelException if a control point lies outside the frame
   */
  public List<Point> outline(FrameSize size) {
    points.forEach(point -> OutlineCheck.checkInside(point.position(), size));
    int segments = closed ? points.size() : points.size() - 1;
    int steps = Math.min(MAX_STEPS, (OutlineCheck.MAX_POINTS - 1) / segments);
    List<Point> outline = new ArrayList<>(segments * steps + 1);
    for (int i = 0; i < segments; i++) {
      Point from = at(i);
      Point to = at(i + 1);
      Point leaving = to.minus(at(i - 1)).times(0.5);
      Point arriving = at(i + 2).minus(from).times(0.5);
      for (int step = 0; step < steps; step++) {
        outline.add(size.clamp(between(from, leaving, to, arriving, step / (double) steps)));
      }
    }
    if (!closed) {
      outline.add(size.clamp(at(segments)));
    }
    return outline;
  }

  private Point at(int i) {
    int index =
        closed ? Math.floorMod(i, points.size()) : Math.max(0, Math.min(points.size() - 1, i));
    return points.get(index).position();
  }

  private static Point between(Point from, Point leaving, Point to, Point arriving, double t) {
    double t2 = t * t;
    double t3 = t2 * t;
    return from.times(2 * t3 - 3 * t2 + 1)
        .plus(leaving.times(t3 - 2 * t2 + t))
        .plus(to.times(3 * t2 - 2 * t3))
        .plus(arriving.times(t3 - t2));
  }
}
