package org.echomotion.ef.study;

import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.interval.ErrorPropagation;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.Biplane;
import org.echomotion.ef.volume.Millilitres;

/**
 * A pair of beats measured by the biplane method of disks.
 *
 * @param pair the beats
 * @param ejectionFractionPercent {@code 100 * (EDV - ESV) / EDV}; NaN or infinite if the ventricle
 *     has no width at end-diastole
 * @param endDiastolicVolume empty if a view has no spacing
 * @param endSystolicVolume empty if a view has no spacing
 * @param lengthDifference of the long axes at end-diastole, as a share of the longer; empty if a
 *     view has no spacing
 */
public record BiplaneBeat(
    BeatPairing.Pair pair,
    double ejectionFractionPercent,
    Optional<Millilitres> endDiastolicVolume,
    Optional<Millilitres> endSystolicVolume,
    OptionalDouble lengthDifference) {

  /**
   * Measures a pair. If a view has no spacing, the volumes are unknown, but the ejection fraction
   * is computed by {@link Biplane#systolicShare}.
   */
  public static BiplaneBeat of(
      BeatPairing.Pair pair,
      Optional<PixelSpacing> fourChamberSpacing,
      Optional<PixelSpacing> twoChamberSpacing) {
    BeatSlices four = pair.fourChamber().slices();
    BeatSlices two = pair.twoChamber().slices();
    if (fourChamberSpacing.isEmpty() || twoChamberSpacing.isEmpty()) {
      double share =
          Biplane.systolicShare(
              four.endDiastole().slices(),
              two.endDiastole().slices(),
              four.endSystole().slices(),
              two.endSystole().slices());
      return new BiplaneBeat(
          pair, 100 * (1 - share), Optional.empty(), Optional.empty(), OptionalDouble.empty());
    }
    PixelSpacing a = fourChamberSpacing.get();
    PixelSpacing b = twoChamberSpacing.get();
    Biplane diastole = new Biplane(four.endDiastole().slices(), a, two.endDiastole().slices(), b);
    Biplane systole = new Biplane(four.endSystole().slices(), a, two.endSystole().slices(), b);
    return new BiplaneBeat(
        pair,
        100 * (1 - systole.volume().value() / diastole.volume().value()),
        Optional.of(diastole.volume()),
        Optional.of(systole.volume()),
        OptionalDouble.of(diastole.lengthDifference()));
  }

  /** Whether the A2C axis is the shorter one at end-diastole. */
  public static boolean twoChamberIsShorter(
      BeatPairing.Pair pair, PixelSpacing fourChamberSpacing, PixelSpacing twoChamberSpacing) {
    return twoChamberSpacing.toMillimetres(
            pair.twoChamber().slices().endDiastole().slices().lengthPixels())
        < fourChamberSpacing.toMillimetres(
            pair.fourChamber().slices().endDiastole().slices().lengthPixels());
  }

  /**
   * The errors for the interval. Each view contributes half the relative error of its single-plane
   * volume, because a disk's area is a product of two widths and not the square of one.
   */
  public ErrorPropagation.BeatError error() {
    BeatSlices four = pair.fourChamber().slices();
    BeatSlices two = pair.twoChamber().slices();
    return new ErrorPropagation.BeatError(
        ejectionFractionPercent,
        relativeSd(four.endDiastole(), two.endDiastole()),
        relativeSd(four.endSystole(), two.endSystole()));
  }

  private static double relativeSd(BeatSlices.Phase four, BeatSlices.Phase two) {
    double a = four.relativeVolumeSd();
    double b = two.relativeVolumeSd();
    return Math.sqrt(a * a + b * b) / 2;
  }
}
