package org.echomotion.ef.quality;

import java.util.List;

/**
 * How far a result can be relied on.
 *
 * @param grade the grade
 * @param reasons what speaks against the result, each a sentence; empty exactly where the grade is
 *     GOOD
 */
public record Quality(Grade grade, List<String> reasons) {

  /** The grades, best first. */
  public enum Grade {
    GOOD,
    USABLE,
    POOR;

    /** Whether a number of this grade is withheld from callers who did not ask for poor ones. */
    public boolean withholdsNumber() {
      return this == POOR;
    }
  }

  public Quality {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty() != (grade == Grade.GOOD)) {
      throw new IllegalArgumentException("a grade below GOOD needs a reason, and GOOD has none");
    }
  }

  /**
   * Why a number of poor quality is withheld, and what to do.
   *
   * @param reasons what speaks against the result, each a sentence
   */
  public static String whyWithheld(List<String> reasons) {
    return "The quality is too poor for a reliable ejection fraction. "
        + String.join(" ", reasons)
        + " Record the cine again, or request results of poor quality too.";
  }

  /** The quality of a result without a number. */
  public static Quality poor(String reason) {
    return new Quality(Grade.POOR, List.of(reason));
  }
}
