package org.echomotion.ingest.sector;

import org.echomotion.ingest.decode.PixelRegion;

/**
 * Where the ultrasound sector (the fan) lies in a cine's frames.
 *
 * @param x column of the crop box's left edge, in source pixels
 * @param y row of the crop box's upper edge, in source pixels
 * @param width columns of the crop box
 * @param height rows of the crop box
 * @param mask boolean [height * width], row-major over the crop box: true inside the sector
 */
public record Sector(int x, int y, int width, int height, boolean[] mask) {

  public Sector {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException("a sector has an extent, and lies inside the frame");
    }
    if (mask.length != width * height) {
      throw new IllegalArgumentException("the mask covers the crop box");
    }
  }

  /**
   * The part of a picture in the crop box.
   *
   * @param pixels uint8 [rows * columns] of the frame that the sector lies in
   * @param columns of that frame
   * @return uint8 [height * width]
   */
  public byte[] cropped(byte[] pixels, int columns) {
    return new PixelRegion(x, y, width, height).cropped(pixels, columns);
  }

  /** Share of the crop box that lies inside the sector, 0 to 1. */
  public double coverage() {
    int inside = 0;
    for (boolean pixel : mask) {
      inside += pixel ? 1 : 0;
    }
    return (double) inside / mask.length;
  }
}
