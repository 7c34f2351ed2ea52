package org.echomotion.cli.accuracy.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import org.echomotion.cli.accuracy.agreement.Agreement;
import org.echomotion.ef.grade.Sex;
import org.echomotion.ef.quality.PictureMeasures;

/**
 * The known ejection fraction of a clip, or of a study of two views, and the value that the whole
 * platform measured.
 *
 * @param set name of the set
 * @param name name of the file; for a study of two views, name of the patient
 * @param subject pseudonym of the patient
 * @param planes {@value #A4C}, {@value #A2C} or {@value #BIPLANE}
 * @param referencePercent the set's own value
 * @param sex empty if unknown
 * @param measured the measured value; empty if there is no ejection fraction
 * @param whyNone the reason if there is no ejection fraction
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
   * A measured ejection fraction.
   *
   * @param percent ejection fraction
   * @param lowerPercent lower end of its interval
   * @param upperPercent upper end of its interval
   * @param standardDeviationPoints estimate that the interval's width is computed from
   * @param quality good, usable or poor
   * @param calibration identity of the interval's calibration; empty if not calibrated
   * @param viewDifferencePoints A2C minus A4C; 0 for one view
   * @param pictures measures of the clips' pictures; empty if unknown
   */
  public record Measured(
      double percent,
      double lowerPercent,
      double upperPercent,
      double standardDeviationPoints,
      String quality,
      String calibration,
      double viewDifferencePoints,
      List<PictureMeasures> pictures) {

    public Measured {
      pictures = List.copyOf(pictures);
    }
  }

  /** Returns whether the platform measured an ejection fraction. */
  @JsonIgnore
  public boolean hasNumber() {
    return measured.isPresent();
  }

  /** Returns measured minus reference in points. There must be a measured value. */
  double error() {
    return measured.orElseThrow().percent() - referencePercent;
  }

  /** Returns whether the interval contains the reference. There must be a measured value. */
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
