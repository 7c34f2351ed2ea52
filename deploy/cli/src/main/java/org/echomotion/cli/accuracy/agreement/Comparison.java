package org.echomotion.cli.accuracy.agreement;

import java.util.List;

/**
 * A comparison of two ways of measuring ejection fractions, on the subjects that have both values.
 *
 * @param source name of the set
 * @param planes biplane, A4C or A2C
 * @param measured the first way, for example {@value #MODEL}
 * @param against the second way, for example {@value #REFERENCE}
 * @param without subjects that have a reference but no measured value
 * @param agreement the figures
 * @param pairs the values of each subject
 */
public record Comparison(
    String source,
    String planes,
    String measured,
    String against,
    int without,
    Agreement agreement,
    List<Agreement.Pair> pairs) {

  /** Measured on the model's outlines. */
  public static final String MODEL = "model's outlines";

  /** Measured on the expert's masks. */
  public static final String EXPERT = "expert's masks";

  /** The value that the set states. */
  public static final String REFERENCE = "the set's own value";

  public Comparison {
    pairs = List.copyOf(pairs);
  }

  /** Compares; {@code pairs} must contain at least one pair. */
  public static Comparison of(
      String source,
      String planes,
      String measured,
      String against,
      int without,
      List<Agreement.Pair> pairs) {
    return new Comparison(source, planes, measured, against, without, Agreement.of(pairs), pairs);
  }

  /** Returns the title of a row or a figure. */
  public String title() {
    return source + ", " + planes + ": " + measured + " against " + against;
  }
}
