package org.echomotion.ingest.phantom.heart;

import java.util.Arrays;

/**
 * A closed outline in the image plane, as corners; the last is joined to the first. Arrays are not
 * copied.
 */
public record Shape(double[] xs, double[] ys) {

  public int size() {
    return xs.length;
  }

  /** Distance to the outline, negative inside (even-odd rule). */
  public double signedDistance(double x, double y) {
    double best = Double.MAX_VALUE;
    boolean inside = false;
    int n = xs.length;
    double px = xs[n - 1];
    double py = ys[n - 1];
    for (int i = 0; i < n; i++) {
      double qx = xs[i];
      double qy = ys[i];
      double ex = qx - px;
      double ey = qy - py;
      double wx = x - px;
      double wy = y - py;
      double lengthSquared = ex * ex + ey * ey;
      double t = lengthSquared == 0 ? 0 : (wx * ex + wy * ey) / lengthSquared;
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      double dx = wx - t * ex;
      double dy = wy - t * ey;
      best = Math.min(best, dx * dx + dy * dy);
      if ((py > y) != (qy > y) && x < ex * (y - py) / ey + px) {
        inside = !inside;
      }
      px = qx;
      py = qy;
    }
    double distance = Math.sqrt(best);
    return inside ? -distance : distance;
  }

  /** Writes {@code label} into every pixel whose centre is inside; coordinates are pixels. */
  void fill(byte[] pixels, int width, int height, byte label) {
    int n = xs.length;
    double[] crossings = new double[n];
    for (int row = 0; row < height; row++) {
      int count = 0;
      for (int i = 0, j = n - 1; i < n; j = i++) {
        if ((ys[i] > row) != (ys[j] > row)) {
          crossings[count++] = xs[i] + (row - ys[i]) / (ys[j] - ys[i]) * (xs[j] - xs[i]);
        }
      }
      Arrays.sort(crossings, 0, count);
      for (int k = 0; k + 1 < count; k += 2) {
        int from = Math.max(0, (int) Math.ceil(crossings[k]));
        int to = Math.min(width - 1, (int) Math.floor(crossings[k + 1]));
        for (int column = from; column <= to; column++) {
          pixels[row * width + column] = label;
        }
      }
    }
  }

  double area() {
    double twice = 0;
    for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      twice += xs[j] * ys[i] - xs[i] * ys[j];
    }
    return Math.abs(twice) / 2;
  }
}
