package org.echomotion.ef.quality;

import java.util.List;
import org.echomotion.sentence.SentenceCode;

/**
 * How reliable a result is.
 *
 * @param grade the grade
 * @param reasons reasons against the result, one sentence each; empty if and only if the grade is
 *     GOOD
 */
public record Quality(Grade grade, List<String> reasons) {

  /** The grades, best first. */
  public enum Grade {
    GOOD,
    USABLE,
    POOR;

    /** Whether a number of this grade is withheld unless the caller asks for poor results. */
    public boolean withholdsNumber() {
      return this == POOR;
    }
  }

  public Quality {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty() != (grade == Grade.GOOD)) {
      throw new IllegalArgumentException("GOOD must have no reasons; other grades need one");
    }
  }

  /**
   * Why a number of poor quality is withheld, and what to do.
   *
   * @param reasons reasons against the result, one sentence each
   */
  public static String whyWithheld(List<String> reasons) {
    return SentenceCode.QUALITY_TOO_POOR.text()
        + " "
        + String.join(" ", reasons)
        + " "
        + SentenceCode.RECORD_AGAIN.text();
  }

  /** The quality of a result without a number. */
  public static Quality poor(String reason) {
    return new Quality(Grade.POOR, List.of(reason));
  }
}
