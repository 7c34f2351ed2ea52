package org.echomotion.ingest.decode;

/**
 * The size of a pixel.
 *
 * @param rowMm millimetres between the centres of neighbouring rows, above 0
 * @param columnMm millimetres between the centres of neighbouring columns, above 0
 */
public record PixelSpacing(double rowMm, double columnMm) {

  public PixelSpacing {
    if (!(rowMm > 0)
        || !(columnMm > 0)
        || Double.isInfinite(rowMm)
        || Double.isInfinite(columnMm)) {
      throw new IllegalArgumentException("pixel spacing must be finite and above 0");
    }
  }
}
