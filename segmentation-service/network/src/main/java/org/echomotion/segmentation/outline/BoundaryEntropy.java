package org.echomotion.segmentation.outline;

/**
 * A model's uncertainty about an outline: the mean binary entropy {@code -p ln p - (1 - p) ln (1 -
 * p)} in nats over the pixels with centres within a radius of the outline.
 */
final class BoundaryEntropy {

  private static final double[] ENTROPY_OF_STEPS = entropies();

  private BoundaryEntropy() {}

  /** 0 to ln 2; 0 for an empty contour. */
  static double mean(ProbabilityMap map, Contour contour, double radiusPx) {
    boolean[] near = near(map.height(), map.width(), contour, radiusPx);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < near.length; i++) {
      if (near[i]) {
        sum += ENTROPY_OF_STEPS[map.steps(i % map.width(), i / map.width())];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  static boolean[] near(int height, int width, Contour contour, double radiusPx) {
    boolean[] near = new boolean[height * width];
    for (int i = 0; i < contour.size(); i++) {
      int next = i + 1 == contour.size() ? 0 : i + 1;
      double ax = contour.xs()[i];
      double ay = contour.ys()[i];
      double bx = contour.xs()[next];
      double by = contour.ys()[next];
      int left = Math.max(0, (int) Math.floor(Math.min(ax, bx) - radiusPx));
      int right = Math.min(width - 1, (int) Math.ceil(Math.max(ax, bx) + radiusPx));
      int top = Math.max(0, (int) Math.floor(Math.min(ay, by) - radiusPx));
      int bottom = Math.min(height - 1, (int) Math.ceil(Math.max(ay, by) + radiusPx));
      for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
          if (!near[y * width + x]) {
            near[y * width + x] = squaredDistance(x, y, ax, ay, bx, by) <= radiusPx * radiusPx;
          }
        }
      }
    }
    return near;
  }

  private static double squaredDistance(
      double x, double y, double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
    double clamped = Math.max(0, Math.min(1, along));
    double ex = ax + clamped * dx - x;
    double ey = ay + clamped * dy - y;
    return ex * ex + ey * ey;
  }

  /** A table from StrictMath, because its logarithm is the same on every platform. */
  private static double[] entropies() {
    double[] table = new double[OutlineSettings.LEVELS + 1];
    for (int s = 1; s < OutlineSettings.LEVELS; s++) {
      double p = (double) s / OutlineSettings.LEVELS;
      table[s] = -p * StrictMath.log(p) - (1 - p) * StrictMath.log(1 - p);
    }
    return table;
  }
}
