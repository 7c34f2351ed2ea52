package org.echomotion.ef.volume;

import java.util.List;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.LongAxis;
import org.echomotion.ef.contour.Point;

/**
 * The method of disks (modified Simpson's rule; Lang et al., Recommendations for Cardiac Chamber
 * Quantification, ASE/EACVI 2015). The long axis is cut into twenty slices of equal height. Each
 * slice is modelled as a disk. Its diameter is the outline's width at the slice's middle,
 * perpendicular to the axis.
 *
 * @param axis the long axis
 * @param diametersPixels 20 diameters from apex to base, in working pixels
 */
public record Disks(LongAxis axis, List<Double> diametersPixels) {

  /**
   * The constants that a result depends on.
   *
   * @param count number of disks, as in the guideline
   */
  public record Settings(int count) {
    static final Settings DEFAULT = new Settings(20);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  /** Number of disks. */
  public static final int COUNT = SETTINGS.count();

  public Disks {
    diametersPixels = List.copyOf(diametersPixels);
    if (diametersPixels.size() != COUNT) {
      throw new IllegalArgumentException("the method of disks uses " + COUNT + " disks");
    }
  }

  /** Cuts an outline into disks along its long axis. */
  public static Disks of(Contour contour) {
    LongAxis axis = LongAxis.of(contour);
    Point along = axis.direction();
    Point across = along.perpendicular();
    double height = axis.lengthPixels() / COUNT;
    Double[] diameters = new Double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      Point middle = axis.apex().plus(along.times((i + 0.5) * height));
      diameters[i] = contour.chordLength(middle, across);
    }
    return new Disks(axis, List.of(diameters));
  }

  /** Single plane: {@code V = pi/4 * sum(d_i^2) * L/n}; 0 for an outline without length. */
  public CubicPixels volume() {
    return axis.lengthPixels() > 0 ? slices().volume() : new CubicPixels(0);
  }

  /**
   * The same disks without their position in the image.
   *
   * @throws IllegalArgumentException if the axis has no length
   */
  public Slices slices() {
    return new Slices(diametersPixels, axis.lengthPixels());
  }
}
