package org.echomotion.ef.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisksTest {

  private static final Point BASE = new Point(57.3, 85.5);

  @Test
  void halfAnEllipsoidHasItsClosedFormVolume() {
    double volume = Disks.of(Shapes.halfEllipse(BASE, 60, 34)).volume().value();
    assertEquals(1, volume / Shapes.halfEllipsoidVolume(60, 34), 0.002);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 34, 0",
    "72, 46, 0",
    "45, 22, 0",
    "60, 34, 12",
    "60, 34, -20",
    "66, 40, 7",
    "50, 26, -33"
  })
  void aDigitisedHalfEllipsoidIsWithinHalfAPixelOfItsVolume(
      double length, double width, double degrees) {
    Contour shape =
        Shapes.map(
            Shapes.halfEllipse(BASE, length, width), Shapes.turn(new Point(57, 55), degrees));
    Contour traced = MaskOutline.trace(Shapes.digitise(shape, 112), 112, 112).orElseThrow();
    double volume = Disks.of(traced).volume().value();
    // Half a pixel of the length, which is what digitising can take from the base.
    assertEquals(1, volume / Shapes.halfEllipsoidVolume(length, width), 0.5 / length + 0.004);
  }

  @Test
  void volumeMovesWithNothingAndGrowsWithTheCubeOfScale() {
    Contour shape = Shapes.halfEllipse(BASE, 60, 34);
    double volume = Disks.of(shape).volume().value();
    Contour moved = Shapes.map(shape, p -> p.plus(new Point(-13.37, 4.2)));
    Contour halved = Shapes.map(shape, p -> p.times(0.5));
    assertEquals(volume, Disks.of(moved).volume().value(), 1e-6 * volume);
    assertEquals(volume / 8, Disks.of(halved).volume().value(), 1e-6 * volume);
  }

  @Test
  void spacingTurnsCubicPixelsIntoMillilitres() {
    // A cube of 10 mm edge is one millilitre.
    assertEquals(1, new CubicPixels(1000).toMillilitres(new PixelSpacing(1)).value(), 1e-12);
    assertEquals(2.197, new CubicPixels(1000).toMillilitres(new PixelSpacing(1.3)).value(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> new PixelSpacing(0));
    assertThrows(IllegalArgumentException.class, () -> new Millilitres(-1));
  }
}
