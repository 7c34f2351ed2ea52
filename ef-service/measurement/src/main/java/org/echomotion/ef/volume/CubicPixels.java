package org.echomotion.ef.volume;

import org.echomotion.ef.contour.PixelSpacing;

/** A volume in cubic working pixels, for a cine of unknown scale. */
public record CubicPixels(double value) {

  public CubicPixels {
    if (!(value >= 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException("a volume in cubic pixels must be a number of at least 0");
    }
  }

  /** 1 ml = 1000 cubic millimetres. */
  public Millilitres toMillilitres(PixelSpacing spacing) {
    double edge = spacing.millimetresPerPixel();
    return new Millilitres(value * edge * edge * edge / 1000);
  }
}
