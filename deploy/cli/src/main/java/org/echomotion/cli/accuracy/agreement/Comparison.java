package org.echomotion.cli.accuracy.agreement;

import java.util.List;

/**
 * Two ways of measuring ejection fractions compared, on the subjects that have both numbers.
 *
 * @param source set
 * @param planes biplane, A4C or A2C
 * @param measured the first way, for example {@value #MODEL}
 * @param against the second way, for example {@value #REFERENCE}
 * @param without subjects that have a reference but no measured number
 * @param agreement the figures
 * @param pairs the numbers
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

  /** As the set states it. */
  public static final String REFERENCE = "the set's own value";

  public Comparison {
    pairs = List.copyOf(pairs);
  }

  /** Compares; {@code pairs} holds at least one pair. */
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
