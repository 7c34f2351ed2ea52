package org.echomotion.ef.quality;

import java.util.Optional;
import org.echomotion.ef.volume.Millilitres;
import org.echomotion.sentence.SentenceCode;

/**
 * Detects values that a living heart cannot have. The limits are well outside the ranges of large
 * series (ejection fraction 10 to 85 %, end-diastolic volume 20 to 450 ml, length 50 to 120 mm).
 * They catch failed outlines and wrong pixel spacing, never a sick heart.
 */
public final class Plausibility {

  /**
   * The constants that a result depends on.
   *
   * @param leastEfPercent Least ejection fraction.
   * @param mostEfPercent Largest ejection fraction.
   * @param leastEdvMl Least end-diastolic volume.
   * @param mostEdvMl Largest end-diastolic volume.
   * @param leastLengthMm Least length of the left ventricle.
   * @param mostLengthMm Largest length of the left ventricle.
   */
  public record Settings(
      double leastEfPercent,
      double mostEfPercent,
      double leastEdvMl,
      double mostEdvMl,
      double leastLengthMm,
      double mostLengthMm) {
    static final Settings DEFAULT = new Settings(5, 90, 15, 600, 35, 150);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private Plausibility() {}

  /** What is implausible and what to do; empty if everything is plausible. */
  public static Optional<String> objection(
      double ejectionFractionPercent,
      Optional<Millilitres> endDiastolicVolume,
      Optional<Double> lengthMillimetres) {
    if (outside(ejectionFractionPercent, SETTINGS.leastEfPercent(), SETTINGS.mostEfPercent())) {
      return Optional.of(SentenceCode.IMPLAUSIBLE_EF.text(ejectionFractionPercent));
    }
    return endDiastolicVolume
        .map(Millilitres::value)
        .filter(volume -> outside(volume, SETTINGS.leastEdvMl(), SETTINGS.mostEdvMl()))
        .map(SentenceCode.IMPLAUSIBLE_EDV::text)
        .or(
            () ->
                lengthMillimetres
                    .filter(
                        length ->
                            outside(length, SETTINGS.leastLengthMm(), SETTINGS.mostLengthMm()))
                    .map(SentenceCode.IMPLAUSIBLE_LENGTH::text));
  }

  private static boolean outside(double value, double least, double most) {
    return !(value >= least && value <= most);
  }
}
