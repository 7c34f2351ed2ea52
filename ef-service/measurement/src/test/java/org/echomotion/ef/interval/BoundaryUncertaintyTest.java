package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.ef.volume.Disks;
import org.junit.jupiter.api.Test;

class BoundaryUncertaintyTest {

  @Test
  void anEdgeNarrowAgainstTheBandFollowsTheClosedForm() {
    // The binary entropy of a logistic edge of scale s has the integral s * pi^2 / 3, so a narrow
    // edge in the band of 4 pixels has mean entropy s * pi^2 / 12 and standard deviation
    // s * pi / sqrt(3).
    double scale = 0.2;
    double meanEntropy = scale * Math.PI * Math.PI / 12;
    double expected = scale * Math.PI / Math.sqrt(3);
    assertEquals(expected, BoundaryUncertainty.displacementPixels(meanEntropy), 0.01 * expected);
  }

  @Test
  void certaintyHasNoDisplacementAndGreyHasTheWidest() {
    assertEquals(0, BoundaryUncertainty.displacementPixels(0), 1e-9);
    double widest = BoundaryUncertainty.displacementPixels(Math.log(2));
    assertEquals(8 * Math.PI / Math.sqrt(3), widest, 1e-6);
  }

  @Test
  void moreEntropyIsMoreDisplacement() {
    double previous = -1;
    for (int i = 1; i < 65; i++) {
      double displacement = BoundaryUncertainty.displacementPixels(i / 100.0);
      assertTrue(displacement > previous);
      previous = displacement;
    }
  }

  @Test
  void aVolumesErrorIsThatOfItsWallsAndItsLength() {
    Disks disks = Disks.of(Shapes.halfEllipse(new Point(56, 86), 60, 34));
    // By hand for half an ellipsoid of width w and length l: the mean diameter is pi/4 w, the mean
    // square 2/3 w^2, so all walls out by 1 give 4 * (pi/4 w) / (2/3 w^2) = 3 pi / (2 w).
    double wall = 3 * Math.PI / (2 * 34) / Math.sqrt(6);
    double ends = Math.sqrt(2) / 60;
    double expected = Math.sqrt(wall * wall + ends * ends);
    assertEquals(expected, BoundaryUncertainty.relativeVolumeSd(disks, 1), 0.01 * expected);
    assertEquals(2 * expected, BoundaryUncertainty.relativeVolumeSd(disks, 2), 0.02 * expected);
  }
}
