package org.echomotion.ef.volume;

import org.echomotion.ef.contour.PixelSpacing;

/**
 * One moment of the heart measured in both apical views: the biplane method of disks (modified
 * Simpson's rule; Lang et al., Recommendations for Cardiac Chamber Quantification, ASE/EACVI 2015).
 * Both axes are cut into {@value Disks#COUNT} slices, and slice i is an ellipse whose diameters are
 * the two views' widths there.
 *
 * <p>The views may be recorded at different depths, so each has its own spacing.
 *
 * @param fourChamber A4C
 * @param fourChamberSpacing spacing of the A4C frame
 * @param twoChamber A2C
 * @param twoChamberSpacing spacing of the A2C frame
 */
public record Biplane(
    Disks fourChamber,
    PixelSpacing fourChamberSpacing,
    Disks twoChamber,
    PixelSpacing twoChamberSpacing) {

  private static final double CUBIC_MILLIMETRES_PER_MILLILITRE = 1000;

  /** {@code V = pi/4 * sum(a_i * b_i) * L/n}, L the longer of the two axes. */
  public Millilitres volume() {
    double products = 0;
    for (int i = 0; i < Disks.COUNT; i++) {
      products +=
          fourChamberSpacing.toMillimetres(fourChamber.diametersPixels().get(i))
              * twoChamberSpacing.toMillimetres(twoChamber.diametersPixels().get(i));
    }
    double length = Math.max(fourChamberLengthMm(), twoChamberLengthMm());
    return new Millilitres(
        Math.PI / 4 * products * length / Disks.COUNT / CUBIC_MILLIMETRES_PER_MILLILITRE);
  }

  /**
   * How much shorter the shorter axis is, as a share of the longer: 0 where they agree. Above 0.1
   * the view of the shorter axis is foreshortened (Lang et al., 2015).
   */
  public double lengthDifference() {
    double longer = Math.max(fourChamberLengthMm(), twoChamberLengthMm());
    return Math.abs(fourChamberLengthMm() - twoChamberLengthMm()) / longer;
  }

  public double fourChamberLengthMm() {
    return fourChamberSpacing.toMillimetres(fourChamber.axis().lengthPixels());
  }

  public double twoChamberLengthMm() {
    return twoChamberSpacing.toMillimetres(twoChamber.axis().lengthPixels());
  }
}
