package org.echomotion.ef.volume;

import org.echomotion.ef.contour.PixelSpacing;

/**
 * One moment of the heart measured in both apical views: the biplane method of disks (modified
 * Simpson's rule; Lang et al., Recommendations for Cardiac Chamber Quantification, ASE/EACVI 2015).
 * Both axes are cut into 20 slices, and slice i is an ellipse whose diameters are the two views'
 * widths there.
 *
 * <p>The views may be recorded at different depths, so each has its own spacing.
 *
 * @param fourChamber A4C
 * @param fourChamberSpacing spacing of the A4C frame
 * @param twoChamber A2C
 * @param twoChamberSpacing spacing of the A2C frame
 */
public record Biplane(
    Slices fourChamber,
    PixelSpacing fourChamberSpacing,
    Slices twoChamber,
    PixelSpacing twoChamberSpacing) {

  private static final double CUBIC_MILLIMETRES_PER_MILLILITRE = 1000;

  /** {@code V = pi/4 * sum(a_i * b_i) * L/n}, where L is the longer axis. */
  public Millilitres volume() {
    double products =
        fourChamber.sumOfProducts(twoChamber)
            * fourChamberSpacing.millimetresPerPixel()
            * twoChamberSpacing.millimetresPerPixel();
    double length = Math.max(fourChamberLengthMm(), twoChamberLengthMm());
    return new Millilitres(
        Math.PI / 4 * products * length / Disks.COUNT / CUBIC_MILLIMETRES_PER_MILLILITRE);
  }

  /**
   * Volume at end-systole over volume at end-diastole, for views without spacing. The scales of the
   * widths cancel out. The longer axis is unknown without spacing, so the mean shortening of both
   * views' axes is used.
   *
   * @return at least 0; NaN or infinite if the ventricle has no width at end-diastole
   */
  public static double systolicShare(
      Slices fourChamberDiastole,
      Slices twoChamberDiastole,
      Slices fourChamberSystole,
      Slices twoChamberSystole) {
    double shortening =
        (fourChamberSystole.lengthPixels() / fourChamberDiastole.lengthPixels()
                + twoChamberSystole.lengthPixels() / twoChamberDiastole.lengthPixels())
            / 2;
    return fourChamberSystole.sumOfProducts(twoChamberSystole)
        / fourChamberDiastole.sumOfProducts(twoChamberDiastole)
        * shortening;
  }

  /**
   * Difference of the axes, as a share of the longer; 0 if they are equal. Above 0.1, the view with
   * the shorter axis is foreshortened (Lang et al., 2015).
   */
  public double lengthDifference() {
    double longer = Math.max(fourChamberLengthMm(), twoChamberLengthMm());
    return Math.abs(fourChamberLengthMm() - twoChamberLengthMm()) / longer;
  }

  public double fourChamberLengthMm() {
    return fourChamberSpacing.toMillimetres(fourChamber.lengthPixels());
  }

  public double twoChamberLengthMm() {
    return twoChamberSpacing.toMillimetres(twoChamber.lengthPixels());
  }
}
