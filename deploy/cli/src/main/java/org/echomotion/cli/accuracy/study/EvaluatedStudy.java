package org.echomotion.cli.accuracy.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import org.echomotion.cli.accuracy.agreement.Agreement;
import org.echomotion.ef.grade.Sex;

/**
 * A known ejection fraction and what the whole platform measured: of a clip, or of a study of two
 * views.
 *
 * @param set name of the set
 * @param name of the file; of a study of two views, of the patient
 * @param subject pseudonym of the patient
 * @param planes {@value #A4C}, {@value #A2C} or {@value #BIPLANE}
 * @param referencePercent the set's own value
 * @param sex empty if unknown
 * @param measured empty if there is no number
 * @param whyNone the reason if there is no number
 */
public record EvaluatedStudy(
    String set,
    String name,
    String subject,
    String planes,
    double referencePercent,
    Optional<Sex> sex,
    Optional<Measured> measured,
    String whyNone) {

  public static final String A4C = "A4C";
  public static final String A2C = "A2C";
  public static final String BIPLANE = "biplane";

  /**
   * A number.
   *
   * @param percent ejection fraction
   * @param lowerPercent of its interval
   * @param upperPercent of its interval
   * @param standardDeviationPoints the measure of the interval's width
   * @param quality good, usable or poor
   * @param calibration identity of the interval's calibration; empty if not calibrated
   */
  public record Measured(
      double percent,
      double lowerPercent,
      double upperPercent,
      double standardDeviationPoints,
      String quality,
      String calibration) {}

  /** Whether the platform gave a number. */
  @JsonIgnore
  public boolean hasNumber() {
    return measured.isPresent();
  }

  /** Returns measured minus reference in points; there must be a number. */
  double error() {
    return measured.orElseThrow().percent() - referencePercent;
  }

  /** Whether the interval contains the reference; there must be a number. */
  boolean isHeld() {
    Measured m = measured.orElseThrow();
    return m.lowerPercent() <= referencePercent && referencePercent <= m.upperPercent();
  }

  double width() {
    Measured m = measured.orElseThrow();
    return m.upperPercent() - m.lowerPercent();
  }

  Agreement.Pair pair() {
    return new Agreement.Pair(
        set + '/' + subject, measured.orElseThrow().percent(), referencePercent);
  }
}
