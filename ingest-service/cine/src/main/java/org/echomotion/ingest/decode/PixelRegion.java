package org.echomotion.ingest.decode;

/**
 * A rectangle of pixels.
 *
 * @param x column of its left edge, at least 0
 * @param y row of its upper edge, at least 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PixelRegion(int x, int y, int width, int height) {

  public PixelRegion {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a region has an extent, and lies right of and below 0, 0");
    }
  }
}
