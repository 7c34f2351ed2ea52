package org.echomotion.ef.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaLengthTest {

  @ParameterizedTest
  @CsvSource({"60, 34", "72, 46", "45, 22", "54, 50"})
  void agreesWithTheDisksOnHalfAnEllipsoid(double length, double width) {
    FrameMeasurement measured = measure(Shapes.halfEllipse(new Point(57, 88), length, width));
    double truth = Shapes.halfEllipsoidVolume(length, width);
    assertEquals(truth, AreaLength.of(measured).volume().value(), 0.005 * truth);
    assertEquals(truth, measured.volume().value(), 0.005 * truth);
  }

  @ParameterizedTest
  @CsvSource({"60, 34", "72, 46", "45, 22"})
  void bothMethodsAreRightOnAWholeEllipsoid(double length, double width) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double angle = 2 * Math.PI * i / 400;
      points.add(new Point(57 + width / 2 * Math.sin(angle), 50 + length / 2 * Math.cos(angle)));
    }
    // 4/3 pi (L/2) (w/2)^2
    double truth = Math.PI / 6 * length * width * width;
    FrameMeasurement measured = measure(new Contour(points));
    assertEquals(truth, AreaLength.of(measured).volume().value(), 0.005 * truth);
    assertEquals(truth, measured.volume().value(), 0.005 * truth);
  }

  @Test
  void aConeIsTooSmallByTheAreaLengthMethodAndRightByDisks() {
    Contour cone = new Contour(List.of(new Point(57, 20), new Point(77, 80), new Point(37, 80)));
    FrameMeasurement measured = measure(cone);
    // pi/3 r^2 h; area-length gives 8 (r h)^2 / (3 pi h), that is 8/pi^2 of it.
    double truth = Math.PI / 3 * 20 * 20 * 60;
    assertEquals(truth, measured.volume().value(), 0.005 * truth);
    assertEquals(
        8 / (Math.PI * Math.PI) * truth, AreaLength.of(measured).volume().value(), 0.005 * truth);
  }

  @Test
  void tracedRowsGiveTheVolumeOfTheirDisks() {
    // A cylinder of 10 px diameter and 40 px length, traced by four chords.
    List<double[]> rows =
        List.of(
            new double[] {50, 10, 50, 50},
            new double[] {45, 15, 55, 15},
            new double[] {45, 25, 55, 25},
            new double[] {45, 35, 55, 35},
            new double[] {45, 45, 55, 45});
    assertEquals(Math.PI * 25 * 40, Tracing.ofRows(rows).volume().value(), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> Tracing.ofRows(rows.subList(0, 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Tracing.ofRows(List.of(new double[] {1, 2, 3}, new double[] {1, 2, 3, 4})));
  }

  private static FrameMeasurement measure(Contour contour) {
    return FrameMeasurement.of(new FrameContour(0, Optional.of(contour), 0.3)).orElseThrow();
  }
}
