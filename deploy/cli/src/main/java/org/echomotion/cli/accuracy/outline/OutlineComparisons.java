package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.echomotion.cli.accuracy.agreement.Agreement;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.ingest.dataset.table.ReferenceTable;

/** Compares the ejection fractions of the model, of the expert and of the set itself. */
final class OutlineComparisons {

  private OutlineComparisons() {}

  /**
   * Returns all comparisons. For each set and planes, the model is compared with the expert. Both
   * are compared with the set's own values, biplane if the subject has both views.
   */
  static List<Comparison> of(List<EjectionFractions> fractions, ReferenceTable references) {
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
      add(
          group,
          Comparison.MODEL,
          Comparison.EXPERT,
          f -> f.predicted(),
          f -> f.expert(),
          comparisons);
      boolean biplaneElsewhere =
          !key.get(1).equals(EjectionFractions.BIPLANE)
              && keys.contains(List.of(key.get(0), EjectionFractions.BIPLANE));
      if (!biplaneElsewhere) {
        Function<EjectionFractions, OptionalDouble> own = f -> references.of(f.subject());
        add(group, Comparison.MODEL, Comparison.REFERENCE, f -> f.predicted(), own, comparisons);
        add(group, Comparison.EXPERT, Comparison.REFERENCE, f -> f.expert(), own, comparisons);
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
      comparisons.add(Comparison.of(any.source(), any.planes(), measured, against, without, pairs));
    }
  }
}
