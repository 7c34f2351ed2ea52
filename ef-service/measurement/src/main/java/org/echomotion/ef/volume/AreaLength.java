package org.echomotion.ef.volume;

/**
 * The area-length method, {@code V = 8 A^2 / (3 pi L)} (Lang et al., ASE/EACVI 2015): exact only
 * for an ellipsoid, whole or cut in half across its long axis. It is used for comparison with the
 * method of disks, which follows the outline.
 *
 * @param areaPixels area of the cavity, square working pixels, not negative
 * @param lengthPixels apex to the middle of the annulus, working pixels, positive
 */
public record AreaLength(double areaPixels, double lengthPixels) {

  public AreaLength {
    if (!(areaPixels >= 0) || !(lengthPixels > 0)) {
      throw new IllegalArgumentException("the area must be at least 0 and the length above 0");
    }
  }

  /** The same outline by the area-length method. */
  public static AreaLength of(FrameMeasurement measurement) {
    return new AreaLength(measurement.areaPixels(), measurement.axis().lengthPixels());
  }

  public CubicPixels volume() {
    return new CubicPixels(8 * areaPixels * areaPixels / (3 * Math.PI * lengthPixels));
  }
}
