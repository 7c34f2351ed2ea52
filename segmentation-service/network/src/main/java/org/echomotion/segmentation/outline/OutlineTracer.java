package org.echomotion.segmentation.outline;

import java.util.Arrays;

/**
 * Marching squares (Lorensen and Cline's marching cubes in the plane, SIGGRAPH 1987) at probability
 * 0.5, along the outer edge of one region.
 *
 * <p>Each pair of 4-neighbours with exactly one in the region gives one point, where the linear
 * interpolation between the two centres is 0.5. The points are visited clockwise along the region's
 * edge, with the region on the right. At a saddle the walk stays at its own pixel, because the
 * region is 4-connected. Outside the frame the probability is 0.
 */
final class OutlineTracer {

  // Outward normals in clockwise order: up, right, down, left. The walk goes in the next direction.
  private static final int[] DX = {0, 1, 0, -1};
  private static final int[] DY = {-1, 0, 1, 0};

  private OutlineTracer() {}

  /**
   * Traces the outline of {@code mask}.
   *
   * @param mask one 4-connected region without holes, or empty
   * @return its outline; empty for an empty mask
   */
  static Contour trace(ProbabilityMap map, Mask mask) {
    int start = firstPixel(mask);
    if (start < 0) {
      return Contour.empty();
    }
    float[] xs = new float[4 * mask.area()];
    float[] ys = new float[xs.length];
    int size = 0;
    int startX = start % mask.width();
    int startY = start / mask.width();
    int x = startX;
    int y = startY;
    int normal = 0;
    do {
      double inside = map.steps(x, y);
      double outside = map.steps(x + DX[normal], y + DY[normal]);
      double way = (inside - OutlineSettings.HALF) / (inside - outside);
      xs[size] = (float) (x + DX[normal] * way);
      ys[size] = (float) (y + DY[normal] * way);
      size++;
      int heading = (normal + 1) % 4;
      int aheadX = x + DX[heading];
      int aheadY = y + DY[heading];
      if (!mask.contains(aheadX, aheadY)) {
        normal = heading;
      } else if (mask.contains(aheadX + DX[normal], aheadY + DY[normal])) {
        x = aheadX + DX[normal];
        y = aheadY + DY[normal];
        normal = (normal + 3) % 4;
      } else {
        x = aheadX;
        y = aheadY;
      }
    } while (x != startX || y != startY || normal != 0);
    return new Contour(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size));
  }

  /**
   * The first pixel, row by row: no pixel of the region is above it, so it is on the outer edge.
   */
  private static int firstPixel(Mask mask) {
    for (int i = 0; i < mask.height() * mask.width(); i++) {
      if (mask.contains(i % mask.width(), i / mask.width())) {
        return i;
      }
    }
    return -1;
  }
}
