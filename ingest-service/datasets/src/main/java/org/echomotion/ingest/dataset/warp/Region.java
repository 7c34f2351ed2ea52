package org.echomotion.ingest.dataset.warp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The largest connected area of a label image that carries certain labels, its holes filled.
 *
 * @param inside boolean [rows * columns]
 */
record Region(boolean[] inside, int rows, int columns, int size) {

  /** Returns the region; empty if no pixel carries one of the labels. */
  static Optional<Region> largest(LabelledPicture picture, IntPredicate labels) {
    int rows = picture.rows();
    int columns = picture.columns();
    boolean[] wanted = new boolean[rows * columns];
    for (int p = 0; p < wanted.length; p++) {
      wanted[p] = labels.test(picture.labels()[p]);
    }
    int[] area = areas(wanted, columns);
    int[] sizes = new int[wanted.length + 1];
    int largest = 0;
    for (int id : area) {
      sizes[id] += id > 0 ? 1 : 0;
      largest = sizes[id] > sizes[largest] ? id : largest;
    }
    if (largest == 0) {
      return Optional.empty();
    }
    boolean[] outside = new boolean[wanted.length];
    for (int p = 0; p < outside.length; p++) {
      outside[p] = area[p] != largest;
    }
    // An outside area that does not reach the frame's border is a hole.
    int[] around = areas(outside, columns);
    boolean[] open = new boolean[wanted.length + 1];
    for (int p = 0; p < around.length; p++) {
      int x = p % columns;
      int y = p / columns;
      if (x == 0 || y == 0 || x == columns - 1 || y == rows - 1) {
        open[around[p]] = true;
      }
    }
    boolean[] inside = new boolean[wanted.length];
    int size = 0;
    for (int p = 0; p < inside.length; p++) {
      inside[p] = !outside[p] || !open[around[p]];
      size += inside[p] ? 1 : 0;
    }
    return Optional.of(new Region(inside, rows, columns, size));
  }

  /** Numbers the 4-connected areas of true pixels from 1; 0 elsewhere. */
  private static int[] areas(boolean[] wanted, int columns) {
    int[] area = new int[wanted.length];
    int count = 0;
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int start = 0; start < wanted.length; start++) {
      if (!wanted[start] || area[start] > 0) {
        continue;
      }
      area[start] = ++count;
      open.push(start);
      while (!open.isEmpty()) {
        int p = open.pop();
        int x = p % columns;
        int[] neighbours = {
          x > 0 ? p - 1 : -1, x < columns - 1 ? p + 1 : -1, p - columns, p + columns
        };
        for (int q : neighbours) {
          if (q >= 0 && q < wanted.length && wanted[q] && area[q] == 0) {
            area[q] = count;
            open.push(q);
          }
        }
      }
    }
    return area;
  }

  private boolean inside(int x, int y) {
    return x >= 0 && y >= 0 && x < columns && y < rows && inside[y * columns + x];
  }

  /**
   * Returns the outer outline as a closed polygon through the middles of the pixel sides between
   * inside and outside. It runs clockwise as seen (y down), with the inside on its right.
   */
  List<Point> outline(FrameScale scale) {
    int start = 0;
    while (!inside[start]) {
      start++;
    }
    // Along the upper side of the first pixel, to the right. Direction: 0 right, 1 down, 2 left, 3
    // up.
    int firstX = start % columns;
    int firstY = start / columns;
    int x = firstX;
    int y = firstY;
    int direction = 0;
    List<Point> outline = new ArrayList<>();
    do {
      outline.add(
          new Point(
              (x + 0.5 * DX[direction] - 0.5) * scale.perColumn(),
              (y + 0.5 * DY[direction] - 0.5) * scale.perRow()));
      x += DX[direction];
      y += DY[direction];
      // The pixels ahead of the corner (x, y), on the left and on the right of the direction.
      boolean left = ahead(x, y, direction, true);
      boolean right = ahead(x, y, direction, false);
      if (!right) {
        direction = (direction + 1) % 4;
      } else if (left) {
        direction = (direction + 3) % 4;
      }
    } while (x != firstX || y != firstY || direction != 0);
    return outline;
  }

  private static final int[] DX = {1, 0, -1, 0};
  private static final int[] DY = {0, 1, 0, -1};

  /** Corner (x, y) is the upper left one of pixel (x, y). */
  private boolean ahead(int x, int y, int direction, boolean left) {
    return switch (direction) {
      case 0 -> inside(x, left ? y - 1 : y);
      case 1 -> inside(left ? x : x - 1, y);
      case 2 -> inside(x - 1, left ? y : y - 1);
      default -> inside(left ? x - 1 : x, y - 1);
    };
  }
}
