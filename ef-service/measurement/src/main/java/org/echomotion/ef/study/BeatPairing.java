package org.echomotion.ef.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs each A4C beat with an A2C beat. The two views are never recorded at the same time, so they
 * show different beats. But beats with equal cycles fill equally, which matters in an irregular
 * rhythm.
 */
public final class BeatPairing {

  /** An A4C beat and its A2C beat. */
  public record Pair(ViewBeat fourChamber, ViewBeat twoChamber) {

    /** Difference of the cycles, as a share of the longer; 0 if one of them is unknown. */
    public double cycleDifference() {
      if (fourChamber.cycleSeconds().isEmpty() || twoChamber.cycleSeconds().isEmpty()) {
        return 0;
      }
      double a = fourChamber.cycleSeconds().getAsDouble();
      double b = twoChamber.cycleSeconds().getAsDouble();
      return Math.abs(a - b) / Math.max(a, b);
    }
  }

  private BeatPairing() {}

  /**
   * Pairs each A4C beat with the A2C beat of the most similar cycle length. In a tie, the A2C beat
   * with the nearest position among the averaged beats is chosen.
   *
   * @param fourChamber in time order
   * @param twoChamber in time order, at least one
   * @return one pair for each A4C beat
   */
  public static List<Pair> of(List<ViewBeat> fourChamber, List<ViewBeat> twoChamber) {
    List<Pair> pairs = new ArrayList<>();
    for (ViewBeat beat : fourChamber) {
      int place = pairs.size();
      pairs.add(
          twoChamber.stream()
              .map(candidate -> new Pair(beat, candidate))
              .min(
                  Comparator.comparingDouble(Pair::cycleDifference)
                      .thenComparingInt(
                          pair -> Math.abs(twoChamber.indexOf(pair.twoChamber()) - place)))
              .orElseThrow(() -> new IllegalArgumentException("there is no A2C beat")));
    }
    return pairs;
  }
}
