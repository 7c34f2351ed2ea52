package org.echomotion.ef.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.echomotion.ef.quality.Quality.Grade;

/**
 * Grades a result from two views: no better than the worse of them, and not GOOD where they do not
 * fit together.
 */
public final class ViewAgreement {

  /**
   * On experts' outlines of 449 patients (CAMUS) the views' ejection fractions differ by more than
   * this in one of twelve.
   */
  static final double FAR_APART_POINTS = 20;

  /** Lang et al., ASE/EACVI 2015. */
  static final double FORESHORTENED_SHARE = 0.1;

  /** Beats of cycles this different fill differently. */
  static final double OTHER_CYCLE_SHARE = 0.2;

  /** The constants that a result depends on. */
  public static final String SETTINGS =
      "apart=" + FAR_APART_POINTS + "/" + FORESHORTENED_SHARE + "/" + OTHER_CYCLE_SHARE;

  private ViewAgreement() {}

  /**
   * How the views compare.
   *
   * @param ejectionFractionPoints A2C less A4C
   * @param lengthShare difference of the long axes at end-diastole, as a share of the longer; empty
   *     where a view has no pixel spacing
   * @param cycleShare largest difference of the cycles of paired beats, as a share of the longer
   */
  public record Evidence(
      double ejectionFractionPoints, OptionalDouble lengthShare, double cycleShare) {}

  public static Quality grade(Quality fourChamber, Quality twoChamber, Evidence evidence) {
    List<String> reasons = new ArrayList<>();
    if (Math.abs(evidence.ejectionFractionPoints()) > FAR_APART_POINTS) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The views disagree: the ejection fraction is %.0f points %s in A2C than in A4C.",
              Math.abs(evidence.ejectionFractionPoints()),
              evidence.ejectionFractionPoints() > 0 ? "higher" : "lower"));
    }
    if (evidence.lengthShare().isEmpty()) {
      reasons.add(
          "A view states no pixel spacing, so it cannot be told whether one is foreshortened.");
    } else if (evidence.lengthShare().getAsDouble() > FORESHORTENED_SHARE) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The long axes of the views differ by %.0f %%: the shorter one is foreshortened.",
              100 * evidence.lengthShare().getAsDouble()));
    }
    if (evidence.cycleShare() > OTHER_CYCLE_SHARE) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The heart beat at another rate in either view: cycles differ by up to %.0f %%.",
              100 * evidence.cycleShare()));
    }
    fourChamber.reasons().forEach(reason -> reasons.add("A4C: " + reason));
    twoChamber.reasons().forEach(reason -> reasons.add("A2C: " + reason));
    Grade worse =
        fourChamber.grade().compareTo(twoChamber.grade()) >= 0
            ? fourChamber.grade()
            : twoChamber.grade();
    return new Quality(worse == Grade.GOOD && !reasons.isEmpty() ? Grade.USABLE : worse, reasons);
  }
}
