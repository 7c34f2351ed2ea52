package org.echomotion.activelearning.selection;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Ranks a value among the last values of the same reason, so that values of different units can be
 * compared.
 */
public final class Ranks {

  private final Map<Reason, double[]> known = new EnumMap<>(Reason.class);

  /**
   * @param known the last values of each reason, in any order
   */
  public Ranks(Map<Reason, double[]> known) {
    known.forEach(
        (reason, values) -> {
          double[] sorted = values.clone();
          Arrays.sort(sorted);
          this.known.put(reason, sorted);
        });
  }

  /**
   * Returns the share of known values that are lower, above 0 and below 1; 0.5 if no value is
   * known.
   */
  public double of(Reason reason, double value) {
    double[] sorted = known.getOrDefault(reason, new double[0]);
    int place = Arrays.binarySearch(sorted, value);
    int lower = place >= 0 ? place : -place - 1;
    while (lower > 0 && sorted[lower - 1] == value) {
      lower--;
    }
    // Equal values count half each.
    int notHigher = lower;
    while (notHigher < sorted.length && sorted[notHigher] == value) {
      notHigher++;
    }
    return ((lower + notHigher) / 2.0 + 0.5) / (sorted.length + 1);
  }
}
