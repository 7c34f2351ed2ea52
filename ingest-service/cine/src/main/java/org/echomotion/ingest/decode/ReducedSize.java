package org.echomotion.ingest.decode;

/**
 * The size that the frames of a cine are kept in.
 *
 * @param rows of a frame
 * @param columns of a frame
 */
record ReducedSize(int rows, int columns) {

  /** Longer sides that frames are reduced to: that of a display frame, then half of it. */
  private static final int[] SIDES = {960, 480};

  /**
   * The largest size of which that many frames have no more than {@code maxPixels}, as far as
   * frames are reduced at all.
   */
  static ReducedSize fitting(long frames, int rows, int columns, long maxPixels) {
    ReducedSize size = new ReducedSize(rows, columns);
    for (int i = 0; i < SIDES.length && frames * size.pixels() > maxPixels; i++) {
      size = within(SIDES[i], rows, columns);
    }
    return size;
  }

  /** The size with the longer side at most {@code side}; the shape is kept. */
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
