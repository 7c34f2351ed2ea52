package org.echomotion.segmentation.training.augmentation;

import java.util.SplittableRandom;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.training.configuration.AugmentSettings;

/**
 * An affine change with a gentle bend, after a change of the sector's shape about its apex: source
 * = A (sector(target) - centre) + centre + shift + wave.
 *
 * @param a row-major 2x2 matrix from target to source
 * @param shiftX horizontal shift in pixels
 * @param shiftY vertical shift in pixels
 * @param bend amplitude of the waves in pixels
 * @param phase phase of the waves
 * @param opening factor on the tangent of every direction from the apex; 1 is unchanged
 * @param depth factor on every distance from the apex; 1 is unchanged
 */
record SectorGeometry(
    double[] a,
    double shiftX,
    double shiftY,
    double bend,
    double phase,
    double opening,
    double depth) {

  private static final int SIDE = WorkingFrame.SIDE;
  private static final double WAVE = 2 * Math.PI / 80;

  /** The sector's apex: preprocessing centres the sector at the top edge. */
  private static final double APEX_X = (SIDE - 1) / 2.0;

  private static final double APEX_Y = 0;

  static SectorGeometry random(AugmentSettings.Geometry settings, SplittableRandom random) {
    double angle = Math.toRadians(symmetric(random, settings.degrees()));
    double zoom = Math.exp(symmetric(random, settings.zoom()));
    double stretch = Math.exp(symmetric(random, settings.stretch()));
    double sx = zoom * stretch;
    double sy = zoom / stretch;
    double[] a = {
      Math.cos(angle) / sx, Math.sin(angle) / sx, -Math.sin(angle) / sy, Math.cos(angle) / sy
    };
    return new SectorGeometry(
        a,
        symmetric(random, settings.shift()),
        symmetric(random, settings.shift()),
        random.nextDouble() * settings.bend(),
        random.nextDouble() * 2 * Math.PI,
        1,
        1);
  }

  static SectorGeometry unchanged() {
    return new SectorGeometry(new double[] {1, 0, 0, 1}, 0, 0, 0, 0, 1, 1);
  }

  SectorGeometry withSector(double opening, double depth) {
    return new SectorGeometry(a, shiftX, shiftY, bend, phase, opening, depth);
  }

  /** Gray levels bilinear, labels nearest neighbour, black outside. */
  void warp(byte[] gray, byte[] labels, float[] grayOut, byte[] labelsOut) {
    double centre = (SIDE - 1) / 2.0;
    double[] wave = new double[SIDE];
    for (int i = 0; i < SIDE; i++) {
      wave[i] = bend * Math.sin(WAVE * i + phase);
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = x - APEX_X;
        double dy = y - APEX_Y;
        double along = sector(dx, dy);
        double u = dx / opening * along + APEX_X - centre;
        double v = dy * along + APEX_Y - centre;
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

  /** Left and right swapped, in place. */
  static void mirror(float[] gray, byte[] labels) {
    for (int row = 0; row < gray.length; row += SIDE) {
      for (int x = 0; x < SIDE / 2; x++) {
        int left = row + x;
        int right = row + SIDE - 1 - x;
        float g = gray[left];
        gray[left] = gray[right];
        gray[right] = g;
        byte label = labels[left];
        labels[left] = labels[right];
        labels[right] = label;
      }
    }
  }

  /**
   * The factor that keeps the distance from the apex while the opening changes, divided by the
   * depth.
   */
  private double sector(double dx, double dy) {
    if (opening == 1) {
      return 1 / depth;
    }
    double narrowed = dx / opening;
    double squares = narrowed * narrowed + dy * dy;
    return squares == 0 ? 0 : Math.sqrt((dx * dx + dy * dy) / squares) / depth;
  }

  private static double symmetric(SplittableRandom random, double amplitude) {
    return (random.nextDouble() * 2 - 1) * amplitude;
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
