package org.echomotion.activelearning.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.ef.contour.Point;
import org.junit.jupiter.api.Test;

class SplineTest {

  private static final FrameSize SIZE = new FrameSize(40, 40);

  private static List<ControlPoint> points(double... xy) {
    return Stream.iterate(0, i -> i + 2)
        .limit(xy.length / 2)
        .map(i -> new ControlPoint(new Point(xy[i], xy[i + 1]), false))
        .toList();
  }

  @Test
  void midPointsOfAClosedSplineAreThoseOfCatmullAndRom() {
    List<Point> outline = new Spline(points(10, 10, 30, 10, 30, 30, 10, 30), true).outline(SIZE);
    assertEquals(64, outline.size());
    assertEquals(new Point(10, 10), outline.get(0));
    assertEquals(new Point(30, 10), outline.get(16));
    // (-p0 + 9 p1 + 9 p2 - p3) / 16, of the points (10, 30), (10, 10), (30, 10), (30, 30)
    assertEquals(20, outline.get(8).x(), 1e-12);
    assertEquals(7.5, outline.get(8).y(), 1e-12);
  }

  @Test
  void endsOfAnOpenSplineAreJoinedByALine() {
    List<Point> outline = new Spline(points(10, 30, 20, 8, 30, 30), false).outline(SIZE);
    assertEquals(new Point(10, 30), outline.get(0));
    assertEquals(new Point(20, 8), outline.get(16));
    assertEquals(new Point(30, 30), outline.get(32));
    assertEquals(33, outline.size());
    // Half of (20, 8) - (10, 30) is the tangent at the first end, and (10, 0) at the second point.
    assertEquals((10 + 20) / 2.0 + (5 - 10) / 8.0, outline.get(8).x(), 1e-12);
    assertEquals((30 + 8) / 2.0 + (-11 - 0) / 8.0, outline.get(8).y(), 1e-12);
  }

  @Test
  void staysInTheFrame() {
    List<Point> outline = new Spline(points(2, 0, 38, 0, 38, 39, 2, 39), true).outline(SIZE);
    assertTrue(
        outline.stream()
            .allMatch(p -> p.x() >= -0.5 && p.y() >= -0.5 && p.x() <= 39.5 && p.y() <= 39.5));
    assertEquals(-0.5, outline.get(8).y());
  }

  @Test
  void followsAnOutlineThroughEquallySpacedPoints() {
    for (LabelledFrame label : Ventricles.labels()) {
      Spline spline = Spline.along(label.outline());
      assertEquals(120, spline.points().size());
      double dice =
          Ventricles.dice(label, LabelledFrame.outlined(label.frame(), label.reader(), spline));
      assertTrue(dice >= 0.995, "Dice " + dice);
    }
  }

  @Test
  void refusesTooFewAndTooManyPoints() {
    assertThrows(InvalidLabelException.class, () -> new Spline(points(1, 1, 2, 2), true));
    List<ControlPoint> many = Collections.nCopies(201, points(1, 1).get(0));
    assertThrows(InvalidLabelException.class, () -> new Spline(many, true));
    assertTrue(new Spline(many.subList(0, 200), true).outline(SIZE).size() <= 1000);
  }
}
