package org.echomotion.ef.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.sentence.SentenceCode;

/**
 * Grades a result from two views. Its grade is at most the worse view's grade, and it is not GOOD
 * if the views disagree.
 */
public final class ViewAgreement {

  /**
   * The constants that a result depends on.
   *
   * @param farApartPoints Largest usual difference between the views' ejection fractions. On
   *     experts' outlines of 449 patients (CAMUS), one in twelve exceeds it.
   * @param foreshortenedShare Largest usual difference of the long axes (Lang et al., ASE/EACVI
   *     2015).
   * @param otherCycleShare Largest usual difference of the cycles. Beats with more different cycles
   *     fill differently.
   */
  public record Settings(double farApartPoints, double foreshortenedShare, double otherCycleShare) {
    static final Settings DEFAULT = new Settings(20, 0.1, 0.2);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private ViewAgreement() {}

  /**
   * How the views compare.
   *
   * @param ejectionFractionPoints A2C minus A4C
   * @param lengthShare difference of the long axes at end-diastole, as a share of the longer; empty
   *     if a view has no pixel spacing
   * @param cycleShare largest difference of the cycles of paired beats, as a share of the longer
   */
  public record Evidence(
      double ejectionFractionPoints, OptionalDouble lengthShare, double cycleShare) {}

  public static Quality grade(Quality fourChamber, Quality twoChamber, Evidence evidence) {
    List<String> reasons = new ArrayList<>();
    if (Math.abs(evidence.ejectionFractionPoints()) > SETTINGS.farApartPoints()) {
      double points = evidence.ejectionFractionPoints();
      reasons.add(
          (points > 0 ? SentenceCode.A2C_HIGHER : SentenceCode.A2C_LOWER).text(Math.abs(points)));
    }
    if (evidence.lengthShare().isEmpty()) {
      reasons.add(SentenceCode.NO_SPACING_IN_A_VIEW.text());
    } else if (evidence.lengthShare().getAsDouble() > SETTINGS.foreshortenedShare()) {
      reasons.add(SentenceCode.AXES_DIFFER.text(100 * evidence.lengthShare().getAsDouble()));
    }
    if (evidence.cycleShare() > SETTINGS.otherCycleShare()) {
      reasons.add(SentenceCode.CYCLES_DIFFER.text(100 * evidence.cycleShare()));
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
