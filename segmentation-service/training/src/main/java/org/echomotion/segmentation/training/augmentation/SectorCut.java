package org.echomotion.segmentation.training.augmentation;

import java.util.SplittableRandom;
import org.echomotion.frame.WorkingFrame;

/**
 * Narrows the picture to another sector or to straight edges. The mask stays unchanged, because
 * readers also draw the ventricle beyond the edge of the image.
 *
 * @param apexX column of the sector's apex, pixels
 * @param apexY row of the sector's apex, pixels
 * @param halfAngle half the opening angle, radians; infinite does not cut the sides
 * @param radius radius of the arc, pixels
 * @param left number of black columns at the left
 * @param right number of black columns at the right
 */
record SectorCut(double apexX, double apexY, double halfAngle, double radius, int left, int right) {

  private static final int SIDE = WorkingFrame.SIDE;

  static SectorCut random(SplittableRandom random) {
    boolean sector = random.nextDouble() < 0.6;
    double apexX = SIDE / 2.0 + (random.nextDouble() * 2 - 1) * 8;
    double apexY = -random.nextDouble() * 12 + 4;
    double halfAngle =
        sector ? Math.toRadians(27 + random.nextDouble() * 18) : Double.POSITIVE_INFINITY;
    double radius = sector ? 95 + random.nextDouble() * 40 : 1e6;
    return new SectorCut(
        apexX,
        apexY,
        halfAngle,
        radius,
        sector ? 0 : random.nextInt(14),
        sector ? 0 : random.nextInt(14));
  }

  void apply(float[] gray) {
    double tangent = Double.isInfinite(halfAngle) ? 1e9 : Math.tan(halfAngle);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = x - apexX;
        double dy = y - apexY;
        boolean outside = Math.abs(dx) > Math.max(0, dy) * tangent + 2 && tangent < 1e6;
        if (outside || dx * dx + dy * dy > radius * radius || x < left || x >= SIDE - right) {
          gray[y * SIDE + x] = 0;
        }
      }
    }
  }
}
