package org.echomotion.cli.accuracy.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import org.echomotion.ef.grade.Sex;

/**
 * An ejection fraction of known truth as the whole platform measured it: a clip's, or a study's of
 * two views.
 *
 * @param set where it is from
 * @param name of the file; of a study of two views, of the patient
 * @param subject pseudonym of the patient
 * @param planes {@value #A4C}, {@value #A2C} or {@value #BIPLANE}
 * @param referencePercent the set's own value
 * @param sex empty where it is not known
 * @param measured empty where there is no number
 * @param whyNone where there is no number: why
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
   * @param standardDeviationPoints that the interval's width goes by
   * @param quality good, usable or poor
   * @param calibration of the interval; empty text where there is none
   */
  public record Measured(
      double percent,
      double lowerPercent,
      double upperPercent,
      double standardDeviationPoints,
      String quality,
      String calibration) {}

  /** Whether it has a number. */
  @JsonIgnore
  public boolean hasNumber() {
    return measured.isPresent();
  }

  /** Measured less reference, points; there must be a number. */
  double error() {
    return measured.orElseThrow().percent() - referencePercent;
  }

  /** Whether the interval holds the reference; there must be a number. */
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
