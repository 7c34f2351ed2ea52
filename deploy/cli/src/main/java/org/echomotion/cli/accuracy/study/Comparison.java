package org.echomotion.cli.accuracy.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.echomotion.cli.accuracy.outline.EjectionFractions;

/**
 * One way of getting ejection fractions compared with another, on the subjects that have both.
 *
 * @param source set
 * @param planes biplane, A4C or A2C
 * @param measured what is compared: {@value #MODEL} or {@value #EXPERT}
 * @param against what with: {@value #EXPERT} or {@value #REFERENCE}
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

  public static final String MODEL = "model's outlines";
  static final String EXPERT = "expert's masks";
  public static final String REFERENCE = "the set's own value";

  public Comparison {
    pairs = List.copyOf(pairs);
  }

  /**
   * All that can be compared: per set and planes the model with the expert; and with the set's own
   * values, which are compared with the most planes that a subject has.
   */
  public static List<Comparison> of(List<EjectionFractions> fractions, ReferenceTable references) {
    Set<List<String>> keys = new LinkedHashSet<>();
    fractions.stream()
        .sorted((a, b) -> rank(a) - rank(b))
        .forEach(f -> keys.add(List.of(f.source(), f.planes())));
    List<Comparison> comparisons = new ArrayList<>();
    for (List<String> key : keys) {
      List<EjectionFractions> group =
          fractions.stream()
              .filter(f -> f.source().equals(key.get(0)) && f.planes().equals(key.get(1)))
              .toList();
      add(group, MODEL, EXPERT, f -> f.predicted(), f -> f.expert(), comparisons);
      boolean biplaneElsewhere =
          !key.get(1).equals(EjectionFractions.BIPLANE)
              && keys.contains(List.of(key.get(0), EjectionFractions.BIPLANE));
      if (!biplaneElsewhere) {
        Function<EjectionFractions, OptionalDouble> own = f -> references.of(f.subject());
        add(group, MODEL, REFERENCE, f -> f.predicted(), own, comparisons);
        add(group, EXPERT, REFERENCE, f -> f.expert(), own, comparisons);
      }
    }
    return comparisons;
  }

  private static int rank(EjectionFractions fractions) {
    return fractions.planes().equals(EjectionFractions.BIPLANE) ? 0 : 1;
  }

  private static void add(
      List<EjectionFractions> group,
      String measured,
      String against,
      Function<EjectionFractions, OptionalDouble> left,
      Function<EjectionFractions, OptionalDouble> right,
      List<Comparison> comparisons) {
    List<Agreement.Pair> pairs = new ArrayList<>();
    int without = 0;
    for (EjectionFractions fractions : group) {
      OptionalDouble value = left.apply(fractions);
      OptionalDouble reference = right.apply(fractions);
      if (reference.isEmpty()) {
        continue;
      }
      if (value.isPresent()) {
        pairs.add(
            new Agreement.Pair(fractions.subject(), value.getAsDouble(), reference.getAsDouble()));
      } else {
        without++;
      }
    }
    if (!pairs.isEmpty()) {
      EjectionFractions any = group.get(0);
      comparisons.add(
          new Comparison(
              any.source(), any.planes(), measured, against, without, Agreement.of(pairs), pairs));
    }
  }

  /** For a table's row or a figure's title. */
  public String title() {
    return source + ", " + planes + ": " + measured + " against " + against;
  }
}
