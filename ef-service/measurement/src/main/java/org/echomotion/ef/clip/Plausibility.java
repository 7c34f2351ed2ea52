package org.echomotion.ef.clip;

import java.util.Locale;
import java.util.Optional;
import org.echomotion.ef.volume.Millilitres;

/**
 * What a living heart cannot have. The limits lie well outside what large series show (ejection
 * fraction 10 to 85 %, end-diastolic volume 20 to 450 ml, length 50 to 120 mm), so that only failed
 * outlines and wrong calibrations are caught, never a sick heart.
 */
public final class Plausibility {

  static final double LEAST_EF_PERCENT = 5;
  static final double MOST_EF_PERCENT = 90;
  static final double LEAST_EDV_ML = 15;
  static final double MOST_EDV_ML = 600;
  static final double LEAST_LENGTH_MM = 35;
  static final double MOST_LENGTH_MM = 150;

  static final String SETTINGS =
      "ef="
          + LEAST_EF_PERCENT
          + ".."
          + MOST_EF_PERCENT
          + ",edv="
          + LEAST_EDV_ML
          + ".."
          + MOST_EDV_ML
          + ",length="
          + LEAST_LENGTH_MM
          + ".."
          + MOST_LENGTH_MM;

  private Plausibility() {}

  /** What is implausible, and what to do about it; empty where nothing is. */
  public static Optional<String> objection(
      double ejectionFractionPercent,
      Optional<Millilitres> endDiastolicVolume,
      Optional<Double> lengthMillimetres) {
    if (outside(ejectionFractionPercent, LEAST_EF_PERCENT, MOST_EF_PERCENT)) {
      return Optional.of(
          sentence(
              "An ejection fraction of %.0f %% is outside what a heart can have: the outline has"
                  + " failed. Check it on the overlay.",
              ejectionFractionPercent));
    }
    return endDiastolicVolume
        .map(Millilitres::value)
        .filter(volume -> outside(volume, LEAST_EDV_ML, MOST_EDV_ML))
        .map(
            volume ->
                sentence(
                    "An end-diastolic volume of %.0f ml is outside what a heart can have. Check the"
                        + " outline on the overlay and the cine's calibration.",
                    volume))
        .or(
            () ->
                lengthMillimetres
                    .filter(length -> outside(length, LEAST_LENGTH_MM, MOST_LENGTH_MM))
                    .map(
                        length ->
                            sentence(
                                "A left ventricle of %.0f mm length is outside what a heart can"
                                    + " have. Check the cine's calibration.",
                                length)));
  }

  private static boolean outside(double value, double least, double most) {
    return !(value >= least && value <= most);
  }

  private static String sentence(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
