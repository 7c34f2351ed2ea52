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
    POOR
  }

  public Quality {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty() != (grade == Grade.GOOD)) {
      throw new IllegalArgumentException("a grade below GOOD needs a reason, and GOOD has none");
    }
  }

  /** The quality of a result without a number. */
  public static Quality poor(String reason) {
    return new Quality(Grade.POOR, List.of(reason));
  }
}
