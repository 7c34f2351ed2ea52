package org.echomotion.ef.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.junit.jupiter.api.Test;

class BiplaneTest {

  private static final Point BASE = new Point(57.3, 85.5);

  @Test
  void halfAnEllipsoidOfThreeAxesHasItsClosedFormVolume() {
    // 80 mm long, 48 mm wide in A4C at 1 mm per pixel and 40 mm in A2C at 0.8: 2/3 pi a b L.
    Biplane biplane = biplane(80, 48, 1, 100, 50, 0.8);
    double volume = 2.0 / 3 * Math.PI * 24 * 20 * 80 / 1000;
    assertEquals(1, biplane.volume().value() / volume, 0.002);
    assertEquals(0, biplane.lengthDifference(), 1e-3);
  }

  @Test
  void twoEqualViewsGiveTheSinglePlaneVolume() {
    Slices disks = Disks.of(Shapes.halfEllipse(BASE, 60, 34)).slices();
    PixelSpacing spacing = new PixelSpacing(1.3);
    assertEquals(
        disks.volume().toMillilitres(spacing).value(),
        new Biplane(disks, spacing, disks, spacing).volume().value(),
        1e-9);
  }

  @Test
  void theLongerAxisCountsAndTheDifferenceIsAShareOfIt() {
    Biplane biplane = biplane(60, 36, 1, 50, 36, 1);
    double volume = 2.0 / 3 * Math.PI * 18 * 18 * 60 / 1000;
    assertEquals(1, biplane.volume().value() / volume, 0.003);
    assertEquals(10.0 / 60, biplane.lengthDifference(), 1e-3);
    assertEquals(60, biplane.fourChamberLengthMm(), 0.05);
    assertEquals(50, biplane.twoChamberLengthMm(), 0.05);
  }

  @Test
  void digitisedViewsAreWithinAPercentOrTwo() {
    Slices fourChamber = digitised(64, 38);
    Slices twoChamber = digitised(64, 34);
    PixelSpacing spacing = new PixelSpacing(1.2);
    double volume = 2.0 / 3 * Math.PI * 19 * 17 * 64 * 1.2 * 1.2 * 1.2 / 1000;
    double measured = new Biplane(fourChamber, spacing, twoChamber, spacing).volume().value();
    assertEquals(1, measured / volume, 0.015);
  }

  private static Slices digitised(double length, double width) {
    return Disks.of(
            MaskOutline.trace(
                    Shapes.digitise(Shapes.halfEllipse(BASE, length, width), 112), 112, 112)
                .orElseThrow())
        .slices();
  }

  private static Biplane biplane(
      double length4,
      double width4,
      double spacing4,
      double length2,
      double width2,
      double spacing2) {
    return new Biplane(
        Disks.of(Shapes.halfEllipse(BASE, length4, width4)).slices(),
        new PixelSpacing(spacing4),
        Disks.of(Shapes.halfEllipse(BASE, length2, width2)).slices(),
        new PixelSpacing(spacing2));
  }
}
