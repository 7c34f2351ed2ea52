package org.echomotion.ef.contour;

/**
 * Edge length of one working pixel in millimetres. Working frames keep the aspect ratio, so one
 * number applies to both directions. A cine without calibration has no {@code PixelSpacing}.
 */
public record PixelSpacing(double millimetresPerPixel) {

  public PixelSpacing {
    if (!(millimetresPerPixel > 0) || !Double.isFinite(millimetresPerPixel)) {
      throw new IllegalArgumentException("pixel spacing must be a positive number of millimetres");
    }
  }

  public double toMillimetres(double pixels) {
    return pixels * millimetresPerPixel;
  }
}
