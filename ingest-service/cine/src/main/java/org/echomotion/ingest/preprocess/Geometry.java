package org.echomotion.ingest.preprocess;

import java.util.OptionalDouble;

/**
 * How display and working frames lie to each other: {@code x_working = (x_display + 0.5) *
 * workingScale + offsetX - 0.5}, and likewise y. Pixel centres have whole coordinates.
 *
 * @param displayHeight rows of a display frame
 * @param displayWidth columns of a display frame
 * @param workingHeight rows of a working frame
 * @param workingWidth columns of a working frame
 * @param workingScale working pixels per display pixel, the same along both axes
 * @param offsetX columns between the left edges of the working frame and the picture in it
 * @param offsetY rows between the top edges of the working frame and the picture in it
 * @param mmPerWorkingPixel millimetres per working pixel along both axes; empty if unknown
 */
public record Geometry(
    int displayHeight,
    int displayWidth,
    int workingHeight,
    int workingWidth,
    double workingScale,
    double offsetX,
    double offsetY,
    OptionalDouble mmPerWorkingPixel) {

  /**
   * Letterbox: the picture is padded to a square around its centre, and the square scaled to {@code
   * side}. Padding before scaling keeps the scale exactly the same along both axes.
   *
   * @param mmPerDisplayPixel empty where unknown
   */
  static Geometry letterbox(int height, int width, int side, OptionalDouble mmPerDisplayPixel) {
    int square = Math.max(height, width);
    double scale = (double) side / square;
    int left = (square - width) / 2;
    int top = (square - height) / 2;
    return new Geometry(
        height,
        width,
        side,
        side,
        scale,
        left * scale,
        top * scale,
        mmPerDisplayPixel.isPresent()
            ? OptionalDouble.of(mmPerDisplayPixel.getAsDouble() / scale)
            : OptionalDouble.empty());
  }

  /** Side of the square that the display frame is padded to, in display pixels. */
  int paddedSide() {
    return Math.max(displayHeight, displayWidth);
  }

  /** Columns that the padding adds on the left, in display pixels. */
  int paddingLeft() {
    return (paddedSide() - displayWidth) / 2;
  }

  /** Rows that the padding adds on top, in display pixels. */
  int paddingTop() {
    return (paddedSide() - displayHeight) / 2;
  }
}
