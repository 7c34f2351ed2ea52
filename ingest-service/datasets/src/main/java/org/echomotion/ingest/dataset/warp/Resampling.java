package org.echomotion.ingest.dataset.warp;

/** Interpolates a picture between its pixels. */
final class Resampling {

  private Resampling() {}

  /** Catmull-Rom's cubic, which keeps speckle sharp. Border pixels are repeated outside. */
  static double cubic(byte[] pixels, int rows, int columns, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double[] across = weights(x - left);
    double[] down = weights(y - top);
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      int row = clamped(top - 1 + j, rows) * columns;
      for (int i = 0; i < 4; i++) {
        sum += down[j] * across[i] * (pixels[row + clamped(left - 1 + i, columns)] & 0xff);
      }
    }
    return Math.max(0, Math.min(255, sum));
  }

  /** Adds each label's share at a place, times {@code weight}, to {@code shares}. */
  static void addShares(
      byte[] labels, int rows, int columns, double x, double y, double weight, double[] shares) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double below = y - top;
    for (int j = 0; j < 2; j++) {
      int row = clamped(top + j, rows) * columns;
      for (int i = 0; i < 2; i++) {
        double share = (i == 0 ? 1 - right : right) * (j == 0 ? 1 - below : below);
        shares[labels[row + clamped(left + i, columns)]] += weight * share;
      }
    }
  }

  private static double[] weights(double t) {
    double t2 = t * t;
    double t3 = t2 * t;
    return new double[] {
      0.5 * (-t3 + 2 * t2 - t),
      0.5 * (3 * t3 - 5 * t2 + 2),
      0.5 * (-3 * t3 + 4 * t2 + t),
      0.5 * (t3 - t2)
    };
  }

  private static int clamped(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
