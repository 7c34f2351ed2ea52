package org.echomotion.ef.grade;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a left ventricular ejection fraction is from normal. Cut-offs for two-dimensional
 * echocardiography, in whole percent: below 30 severely, 30 to 40 moderately, 41 to 51 (men) or 53
 * (women) mildly abnormal, 52 to 72 (men) or 54 to 74 (women) normal (Lang et al., ASE/EACVI 2015,
 * table of normal ranges and severity partition cut-off values of the ejection fraction). "Above
 * normal" is our term; the guideline does not name this range.
 */
public enum SeverityGrade {
  SEVERELY_ABNORMAL("severely abnormal"),
  MODERATELY_ABNORMAL("moderately abnormal"),
  MILDLY_ABNORMAL("mildly abnormal"),
  /** The sex is not known, and the two sexes' cut-offs disagree. */
  BORDERLINE("borderline: depends on sex"),
  NORMAL("normal"),
  ABOVE_NORMAL("above normal (hyperdynamic)");

  /** Source of the cut-offs. */
  public static final String GUIDELINE =
      "ASE/EACVI 2015 (Lang et al., J Am Soc Echocardiogr 28:1-39)";

  private static final int LOWEST_MODERATE = 30;
  private static final int HIGHEST_MODERATE = 40;

  private final String words;

  SeverityGrade(String words) {
    this.words = words;
  }

  /** The grade in words. */
  public String words() {
    return words;
  }

  /** The grade as a stable lower-case word, for tables. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The grade of an ejection fraction. The ejection fraction is first rounded to whole percent,
   * halves up, because the guideline's ranges are in whole percent and leave gaps between them.
   * Results are displayed with the same rounding, so the grade never contradicts the displayed
   * number.
   *
   * @param ejectionFractionPercent 0 to 100
   * @param sex empty if unknown
   * @throws IllegalArgumentException if the ejection fraction is outside 0 to 100
   */
  public static SeverityGrade of(double ejectionFractionPercent, Optional<Sex> sex) {
    if (!(ejectionFractionPercent >= 0 && ejectionFractionPercent <= 100)) {
      throw new IllegalArgumentException("An ejection fraction is 0 to 100 %.");
    }
    long percent = Math.round(ejectionFractionPercent);
    if (sex.isPresent()) {
      return of(percent, sex.get());
    }
    SeverityGrade men = of(percent, Sex.MALE);
    return men == of(percent, Sex.FEMALE) ? men : BORDERLINE;
  }

  private static SeverityGrade of(long percent, Sex sex) {
    if (percent < LOWEST_MODERATE) {
      return SEVERELY_ABNORMAL;
    }
    if (percent <= HIGHEST_MODERATE) {
      return MODERATELY_ABNORMAL;
    }
    if (percent < sex.lowestNormalPercent()) {
      return MILDLY_ABNORMAL;
    }
    return percent <= sex.highestNormalPercent() ? NORMAL : ABOVE_NORMAL;
  }
}
