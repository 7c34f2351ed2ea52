package org.echomotion.segmentation.outline;

import java.util.Arrays;

/**
 * A closed outline, clockwise as seen (y points down). The first point is not repeated at the end.
 * Empty if there is no outline.
 *
 * @param xs columns from the centre of the leftmost pixel, rightwards; must not be changed
 * @param ys rows from the centre of the topmost pixel, downwards; must not be changed
 */
public record Contour(float[] xs, float[] ys) {

  public Contour {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException("Each point needs an x and a y.");
    }
  }

  public static Contour empty() {
    return new Contour(new float[0], new float[0]);
  }

  /** Number of points. */
  public int size() {
    return xs.length;
  }

  public boolean isEmpty() {
    return xs.length == 0;
  }

  /** Enclosed area in px2 by the shoelace formula; positive for clockwise as seen. */
  public double area() {
    double twice = 0;
    for (int i = 0; i < xs.length; i++) {
      int next = i + 1 == xs.length ? 0 : i + 1;
      twice += (double) xs[i] * ys[next] - (double) xs[next] * ys[i];
    }
    return twice / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contour c && Arrays.equals(c.xs, xs) && Arrays.equals(c.ys, ys);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(xs) + Arrays.hashCode(ys);
  }
}
