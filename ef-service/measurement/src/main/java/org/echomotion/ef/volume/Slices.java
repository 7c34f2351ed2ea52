package org.echomotion.ef.volume;

import java.util.List;

/**
 * A ventricle cut across its long axis into 20 slices of equal height. The method of disks needs
 * nothing else from an outline.
 *
 * @param diametersPixels 20 widths from apex to base, in working pixels
 * @param lengthPixels apex to the middle of the annulus, in working pixels, positive
 */
public record Slices(List<Double> diametersPixels, double lengthPixels) {

  /**
   * The constants that a result depends on.
   *
   * @param apicalSlices Number of slices next to the apex; their mean width measures the roundness
   *     of the apex.
   */
  public record Settings(int apicalSlices) {
    static final Settings DEFAULT = new Settings(3);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /**
   * @throws IllegalArgumentException if there are not 20 widths, a width is negative or not a
   *     number, or the length is not positive
   */
  public Slices {
    diametersPixels = List.copyOf(diametersPixels);
    if (diametersPixels.size() != Disks.COUNT) {
      throw new IllegalArgumentException("the method of disks uses " + Disks.COUNT + " disks");
    }
    if (!diametersPixels.stream().allMatch(d -> d >= 0 && Double.isFinite(d))) {
      throw new IllegalArgumentException("a width must be a number of at least 0");
    }
    if (!(lengthPixels > 0) || !Double.isFinite(lengthPixels)) {
      throw new IllegalArgumentException("a ventricle must have a positive length");
    }
  }

  /** Single plane: {@code V = pi/4 * sum(d_i^2) * L/n}. */
  public CubicPixels volume() {
    return new CubicPixels(Math.PI / 4 * sumOfProducts(this) * lengthPixels / Disks.COUNT);
  }

  /** The same shape and length, scaled in width to a volume; unchanged if it has no width. */
  public Slices withVolume(CubicPixels volume) {
    double own = volume().value();
    if (own == 0) {
      return this;
    }
    double factor = Math.sqrt(volume.value() / own);
    return new Slices(diametersPixels.stream().map(d -> factor * d).toList(), lengthPixels);
  }

  /**
   * Roundness of the apex: mean width of the 3 slices next to it over the largest width, 0 to 1.
   */
  public double apicalRoundness() {
    double apical = 0;
    double widest = 0;
    for (int i = 0; i < Disks.COUNT; i++) {
      double width = diametersPixels.get(i);
      apical += i < SETTINGS.apicalSlices() ? width / SETTINGS.apicalSlices() : 0;
      widest = Math.max(widest, width);
    }
    return widest > 0 ? apical / widest : 0;
  }

  /** {@code sum(a_i * b_i)} over the slices, in pixels of one view times pixels of the other. */
  double sumOfProducts(Slices other) {
    double products = 0;
    for (int i = 0; i < Disks.COUNT; i++) {
      products += diametersPixels.get(i) * other.diametersPixels.get(i);
    }
    return products;
  }
}
