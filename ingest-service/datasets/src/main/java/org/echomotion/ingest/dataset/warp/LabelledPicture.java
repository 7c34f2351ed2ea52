package org.echomotion.ingest.dataset.warp;

/**
 * One frame and its labels.
 *
 * @param pixels uint8 [rows * columns], row-major
 * @param labels uint8 [rows * columns]: 0 background, 1 LV cavity, 2 myocardium, 3 left atrium
 */
public record LabelledPicture(byte[] pixels, byte[] labels, int rows, int columns) {

  public LabelledPicture {
    if (pixels.length != rows * columns || labels.length != rows * columns) {
      throw new IllegalArgumentException("pixels and labels have rows * columns elements");
    }
  }

  public boolean sameSizeAs(LabelledPicture other) {
    return rows == other.rows && columns == other.columns;
  }
}
