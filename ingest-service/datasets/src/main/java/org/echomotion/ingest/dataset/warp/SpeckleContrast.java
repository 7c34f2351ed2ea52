package org.echomotion.ingest.dataset.warp;

/**
 * Gives a mixture of two pictures the speckle contrast of one. Speckle patterns of two frames are
 * independent, so mixing them with the weights {@code 1 - w} and {@code w} reduces each pixel's
 * deviation from its surroundings to the share {@code sqrt((1 - w)^2 + w^2)}.
 */
final class SpeckleContrast {

  /** Radius of a pixel's surroundings, in pixels. */
  private static final int RADIUS = 2;

  private SpeckleContrast() {}

  /**
   * Restores the contrast of the speckle in a mixture of two pictures.
   *
   * @param mixture [rows * columns]
   * @param weight of the second picture, 0 to 1
   * @param sector true inside the picture; other pixels are not part of any surroundings
   * @return uint8 [rows * columns]
   */
  static byte[] restored(double[] mixture, int rows, int columns, double weight, boolean[] sector) {
    double left = Math.hypot(1 - weight, weight);
    byte[] restored = new byte[mixture.length];
    for (int p = 0; p < mixture.length; p++) {
      double value = mixture[p];
      if (left < 1 && sector[p]) {
        double mean = surroundings(mixture, rows, columns, p, sector);
        value = mean + (value - mean) / left;
      }
      restored[p] = (byte) Math.round(Math.max(0, Math.min(255, value)));
    }
    return restored;
  }

  private static double surroundings(
      double[] mixture, int rows, int columns, int p, boolean[] sector) {
    int x = p % columns;
    int y = p / columns;
    double sum = 0;
    int count = 0;
    for (int row = Math.max(0, y - RADIUS); row <= Math.min(rows - 1, y + RADIUS); row++) {
      for (int q = row * columns + Math.max(0, x - RADIUS);
          q <= row * columns + Math.min(columns - 1, x + RADIUS);
          q++) {
        if (sector[q]) {
          sum += mixture[q];
          count++;
        }
      }
    }
    return sum / count;
  }
}
