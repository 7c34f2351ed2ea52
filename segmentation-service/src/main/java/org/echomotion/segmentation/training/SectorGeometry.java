package org.echomotion.segmentation.training;

import java.util.SplittableRandom;
import org.echomotion.segmentation.dataset.LabelledFrame;

/**
 * An affine change with a gentle bend: source = A (target - centre) + centre + shift + wave.
 *
 * @param a row-major 2x2 matrix from target to source
 * @param shiftX pixels
 * @param shiftY pixels
 * @param bend amplitude of the waves in pixels
 * @param phase of the waves
 */
record SectorGeometry(double[] a, double shiftX, double shiftY, double bend, double phase) {

  private static final int SIDE = LabelledFrame.SIDE;
  private static final double WAVE = 2 * Math.PI / 80;

  static SectorGeometry random(SplittableRandom random) {
    double angle = Math.toRadians((random.nextDouble() * 2 - 1) * 14);
    double zoom = Math.exp((random.nextDouble() * 2 - 1) * 0.22);
    double stretch = Math.exp((random.nextDouble() * 2 - 1) * 0.12);
    double sx = zoom * stretch;
    double sy = zoom / stretch;
    double[] a = {
      Math.cos(angle) / sx, Math.sin(angle) / sx, -Math.sin(angle) / sy, Math.cos(angle) / sy
    };
    return new SectorGeometry(
        a,
        (random.nextDouble() * 2 - 1) * 10,
        (random.nextDouble() * 2 - 1) * 10,
        random.nextDouble() * 1.5,
        random.nextDouble() * 2 * Math.PI);
  }

  /** Gray bilinear, labels nearest, black from outside. */
  void warp(byte[] gray, byte[] labels, float[] grayOut, byte[] labelsOut) {
    double centre = (SIDE - 1) / 2.0;
    double[] wave = new double[SIDE];
    for (int i = 0; i < SIDE; i++) {
      wave[i] = bend * Math.sin(WAVE * i + phase);
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double u = x - centre;
        double v = y - centre;
        double sx = a[0] * u + a[1] * v + centre + shiftX + wave[y];
        double sy = a[2] * u + a[3] * v + centre + shiftY + wave[x];
        int i = y * SIDE + x;
        grayOut[i] = bilinear(gray, sx, sy);
        int nx = (int) Math.floor(sx + 0.5);
        int ny = (int) Math.floor(sy + 0.5);
        boolean inside = nx >= 0 && ny >= 0 && nx < SIDE && ny < SIDE;
        labelsOut[i] = inside ? labels[ny * SIDE + nx] : 0;
      }
    }
  }

  private static float bilinear(byte[] gray, double x, double y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    if (x0 < 0 || y0 < 0 || x0 >= SIDE - 1 || y0 >= SIDE - 1) {
      return 0;
    }
    float fx = (float) (x - x0);
    float fy = (float) (y - y0);
    int i = y0 * SIDE + x0;
    float top = (gray[i] & 0xff) * (1 - fx) + (gray[i + 1] & 0xff) * fx;
    float bottom = (gray[i + SIDE] & 0xff) * (1 - fx) + (gray[i + SIDE + 1] & 0xff) * fx;
    return top * (1 - fy) + bottom * fy;
  }
}
