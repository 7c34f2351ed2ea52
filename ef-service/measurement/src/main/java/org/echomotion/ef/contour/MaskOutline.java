package org.echomotion.ef.contour;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outline of the largest connected region of a binary mask. The outline runs halfway between
 * the centres of a region pixel and its outside neighbour (marching squares at level 0.5). Its
 * corners are therefore cut by half a pixel, and its area is the area of the pixels minus the
 * corners.
 */
public final class MaskOutline {

  /** Label of the left ventricle's cavity, as in CAMUS. */
  private static final byte CAVITY = 1;

  private final boolean[] inside;
  private final int width;
  private final int height;

  private MaskOutline(boolean[] inside, int width, int height) {
    this.inside = inside;
    this.width = width;
    this.height = height;
  }

  /**
   * Traces the outline of a mask.
   *
   * @param mask row-major, [height, width], true inside the left ventricle's cavity
   * @return the outline of the largest 4-connected region, or empty if no pixel is set
   */
  public static Optional<Contour> trace(boolean[] mask, int width, int height) {
    if (mask.length != width * height) {
      throw new IllegalArgumentException("mask has " + mask.length + " pixels, not width x height");
    }
    boolean[] region = largestRegion(mask, width, height);
    int first = -1;
    for (int i = 0; i < region.length && first < 0; i++) {
      first = region[i] ? i : -1;
    }
    if (first < 0) {
      return Optional.empty();
    }
    return Optional.of(new MaskOutline(region, width, height).walkFrom(first));
  }

  /**
   * Traces the outline of the cavity in a labelled image.
   *
   * @param labels row-major, [height, width], 1 inside the left ventricle's cavity
   */
  public static Optional<Contour> traceCavity(byte[] labels, int width, int height) {
    boolean[] cavity = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      cavity[i] = labels[i] == CAVITY;
    }
    return trace(cavity, width, height);
  }

  /**
   * Walks along the pixel edges with the region on the right, and collects the middle of each edge.
   * The middles in order form the marching-squares line.
   */
  private Contour walkFrom(int first) {
    List<Point> points = new ArrayList<>();
    int startX = first % width;
    int startY = first / width;
    // Direction 0..3 = right, down, left, up; the first region pixel in scan order has a free top.
    int x = startX;
    int y = startY;
    int direction = 0;
    do {
      points.add(edgeMiddle(x, y, direction));
      int aheadX = x + DX[direction];
      int aheadY = y + DY[direction];
      int left = (direction + 3) % 4;
      if (at(aheadX + DX[left], aheadY + DY[left]) && at(aheadX, aheadY)) {
        x = aheadX + DX[left];
        y = aheadY + DY[left];
        direction = left;
      } else if (at(aheadX, aheadY)) {
        x = aheadX;
        y = aheadY;
      } else {
        direction = (direction + 1) % 4;
      }
    } while (x != startX || y != startY || direction != 0);
    return new Contour(points);
  }

  private static final int[] DX = {1, 0, -1, 0};
  private static final int[] DY = {0, 1, 0, -1};

  private static Point edgeMiddle(int x, int y, int direction) {
    int left = (direction + 3) % 4;
    return new Point(x + DX[left] * 0.5, y + DY[left] * 0.5);
  }

  private boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x];
  }

  private static boolean[] largestRegion(boolean[] mask, int width, int height) {
    int[] label = new int[mask.length];
    int labels = 0;
    int best = 0;
    int bestSize = 0;
    int[] waiting = new int[mask.length];
    for (int seed = 0; seed < mask.length; seed++) {
      if (!mask[seed] || label[seed] != 0) {
        continue;
      }
      label[seed] = ++labels;
      waiting[0] = seed;
      int depth = 1;
      int size = 0;
      while (depth > 0) {
        int i = waiting[--depth];
        size++;
        int column = i % width;
        int row = i / width;
        for (int d = 0; d < 4; d++) {
          int x = column + DX[d];
          int y = row + DY[d];
          int j = y * width + x;
          if (x >= 0 && y >= 0 && x < width && y < height && mask[j] && label[j] == 0) {
            label[j] = labels;
            waiting[depth++] = j;
          }
        }
      }
      if (size > bestSize) {
        bestSize = size;
        best = labels;
      }
    }
    boolean[] region = new boolean[mask.length];
    for (int i = 0; i < region.length; i++) {
      region[i] = best > 0 && label[i] == best;
    }
    return region;
  }
}
