package org.echomotion.ingest.video;

/**
 * The rotation and mirroring of a stored picture for display: the display matrix of ISO/IEC
 * 14496-12, which phones write.
 *
 * @param transposed whether rows become columns, before mirroring
 * @param mirrored whether left and right are exchanged
 * @param flipped whether top and bottom are exchanged
 */
public record Orientation(boolean transposed, boolean mirrored, boolean flipped) {

  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** Tolerance for rounding: the tangent of 1 degree. */
  private static final double ROUNDING = 0.0175;

  /**
   * Reads the orientation from a display matrix.
   *
   * @param matrix the 9 numbers a b u, c d v, x y w: a point x, y is displayed at a x + c y, b x +
   *     d y
   * @return the orientation; upright if the rotation is not a multiple of 90 degrees, see {@link
   *     #isOblique}
   */
  static Orientation of(int[] matrix) {
    double along = Math.hypot(matrix[0], matrix[4]);
    double across = Math.hypot(matrix[1], matrix[3]);
    if ((along == 0 && across == 0) || isOblique(matrix)) {
      return UPRIGHT;
    }
    return along > across
        ? new Orientation(false, matrix[0] < 0, matrix[4] < 0)
        : new Orientation(true, matrix[3] < 0, matrix[1] < 0);
  }

  /** Whether a display matrix rotates by an angle that is not a multiple of 90 degrees. */
  static boolean isOblique(int[] matrix) {
    double along = Math.hypot(matrix[0], matrix[4]);
    double across = Math.hypot(matrix[1], matrix[3]);
    return Math.min(along, across) > ROUNDING * Math.max(along, across);
  }

  int rows(int rows, int columns) {
    return transposed ? columns : rows;
  }

  int columns(int rows, int columns) {
    return transposed ? rows : columns;
  }

  /** The width of a pixel divided by its height, after rotation. */
  double aspect(double aspect) {
    return transposed ? 1 / aspect : aspect;
  }

  /**
   * The picture as displayed.
   *
   * @param pixels uint8 [rows * columns] as stored
   */
  byte[] applied(byte[] pixels, int rows, int columns) {
    if (equals(UPRIGHT)) {
      return pixels;
    }
    int shownRows = rows(rows, columns);
    int shownColumns = columns(rows, columns);
    byte[] shown = new byte[pixels.length];
    for (int y = 0; y < shownRows; y++) {
      int downwards = flipped ? shownRows - 1 - y : y;
      for (int x = 0; x < shownColumns; x++) {
        int along = mirrored ? shownColumns - 1 - x : x;
        int row = transposed ? along : downwards;
        int column = transposed ? downwards : along;
        shown[y * shownColumns + x] = pixels[row * columns + column];
      }
    }
    return shown;
  }
}
