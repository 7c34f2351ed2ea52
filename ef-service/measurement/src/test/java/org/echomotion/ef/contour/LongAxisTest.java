package org.echomotion.ef.contour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongAxisTest {

  private static final Point BASE = new Point(57.3, 85.5);
  private static final Contour VENTRICLE = Shapes.halfEllipse(BASE, 60, 34);

  private static void assertNear(Point expected, Point actual, double tolerance) {
    assertTrue(expected.distanceTo(actual) <= tolerance, () -> expected + " but " + actual);
  }

  @Test
  void runsFromTheApexToTheMiddleOfTheFlatBase() {
    LongAxis axis = LongAxis.of(VENTRICLE);
    assertNear(new Point(57.3, 25.5), axis.apex(), 0.01);
    assertNear(BASE, axis.annulusMiddle(), 0.01);
    assertNear(new Point(40.3, 85.5), axis.annulusLeft(), 0.01);
    assertNear(new Point(74.3, 85.5), axis.annulusRight(), 0.01);
    assertEquals(60, axis.lengthPixels(), 0.01);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-45, -20, -7, 13, 30, 45})
  void turnsWithTheOutline(double degrees) {
    LongAxis axis = LongAxis.of(Shapes.map(VENTRICLE, Shapes.turn(new Point(56, 56), degrees)));
    LongAxis upright = LongAxis.of(VENTRICLE);
    var turn = Shapes.turn(new Point(56, 56), degrees);
    assertNear(turn.apply(upright.apex()), axis.apex(), 1e-6);
    assertNear(turn.apply(upright.annulusMiddle()), axis.annulusMiddle(), 1e-6);
    assertNear(turn.apply(upright.annulusLeft()), axis.annulusLeft(), 1e-6);
  }

  @Test
  void theDirectionOfTravelAlongTheOutlineDoesNotMatter() {
    List<Point> reversed = new ArrayList<>(VENTRICLE.vertices());
    Collections.reverse(reversed);
    assertEquals(
        LongAxis.of(VENTRICLE).lengthPixels(),
        LongAxis.of(new Contour(reversed)).lengthPixels(),
        1e-9);
  }

  @Test
  void aSlantedBaseIsMetInItsMiddle() {
    // The lateral corner lies 8 pixels below the septal one: a base that leans by 13 degrees.
    Contour slanted =
        Shapes.map(
            VENTRICLE,
            p -> new Point(p.x(), p.y() + (p.y() - 25.5) / 60 * (p.x() - 57.3) / 34 * 8));
    LongAxis axis = LongAxis.of(slanted);
    assertNear(BASE, axis.annulusMiddle(), 1.0);
    assertEquals(60, axis.lengthPixels(), 1.0);
  }

  @Test
  void anOutlineWiderThanLongIsNotApical() {
    assertTrue(LongAxis.of(VENTRICLE).isApical());
    assertFalse(LongAxis.of(Shapes.halfEllipse(BASE, 20, 80)).isApical());
  }

  @Test
  void areaAndCentroidAreThoseOfTheEnclosedRegion() {
    Contour square =
        new Contour(
            List.of(new Point(10, 20), new Point(14, 20), new Point(14, 30), new Point(10, 30)));
    assertEquals(40, square.area(), 1e-12);
    assertNear(new Point(12, 25), square.centroid(), 1e-12);
    assertNear(new Point(0, 1), square.principalDirection(), 1e-12);
    assertEquals(4, square.chordLength(new Point(0, 25), new Point(1, 0)), 1e-12);
  }

  @Test
  void anOutlineThatEnclosesNothingIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Contour(List.of(new Point(0, 0), new Point(1, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Contour(List.of(new Point(0, 0), new Point(1, 1), new Point(2, 2))));
  }

  @Test
  void theOutlineOfAMaskIsThatOfItsLargestRegion() {
    boolean[] mask = Shapes.digitise(VENTRICLE, 112);
    mask[0] = true;
    int pixels = -1;
    for (boolean pixel : mask) {
      pixels += pixel ? 1 : 0;
    }
    Contour traced = MaskOutline.trace(mask, 112, 112).orElseThrow();
    assertEquals(pixels, traced.area(), 1);
    assertNear(VENTRICLE.centroid(), traced.centroid(), 0.3);
    assertEquals(Optional.empty(), MaskOutline.trace(new boolean[112 * 112], 112, 112));
  }

  @Test
  void anOutlineAtTheFramesEdgeIsNoticed() {
    FrameContour inside = new FrameContour(0, Optional.of(VENTRICLE), 0.3);
    FrameContour cut =
        new FrameContour(
            0, Optional.of(Shapes.map(VENTRICLE, p -> p.minus(new Point(0, 26)))), 0.3);
    assertTrue(!inside.touchesBorder() && cut.touchesBorder());
  }
}
