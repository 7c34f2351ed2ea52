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

  /**
   * The part of a picture in this region.
   *
   * @param pixels uint8 [rows * columns]
   * @param columns of the picture
   * @return uint8 [height * width]
   */
  public byte[] cropped(byte[] pixels, int columns) {
    byte[] cropped = new byte[width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(pixels, (y + row) * columns + x, cropped, row * width, width);
    }
    return cropped;
  }

  /** The smallest region that holds both. */
  public PixelRegion union(PixelRegion other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new PixelRegion(
        left,
        top,
        Math.max(x + width, other.x + other.width) - left,
        Math.max(y + height, other.y + other.height) - top);
  }
}
