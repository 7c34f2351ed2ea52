package org.echomotion.ingest.decode;

/**
 * The size in which a cine's frames are kept.
 *
 * @param rows rows of a frame
 * @param columns columns of a frame
 */
record ReducedSize(int rows, int columns) {

  /** The longer side of reduced frames: that of a display frame, then half of it. */
  private static final int[] SIDES = {960, 480};

  /**
   * The largest size at which all frames together have at most {@code maxPixels}, or else the
   * smallest size.
   */
  static ReducedSize fitting(long frames, int rows, int columns, long maxPixels) {
    ReducedSize size = new ReducedSize(rows, columns);
    for (int i = 0; i < SIDES.length && frames * size.pixels() > maxPixels; i++) {
      size = within(SIDES[i], rows, columns);
    }
    return size;
  }

  /** The size with a longer side of at most {@code side} and the same shape. */
  private static ReducedSize within(int side, int rows, int columns) {
    double shrink = Math.min(1, (double) side / Math.max(rows, columns));
    return new ReducedSize(
        (int) Math.max(1, Math.round(rows * shrink)),
        (int) Math.max(1, Math.round(columns * shrink)));
  }

  long pixels() {
    return (long) rows * columns;
  }
}
