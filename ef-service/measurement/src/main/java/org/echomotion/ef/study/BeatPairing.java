package org.echomotion.ef.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which A2C beat belongs to an A4C beat. The two views are never recorded at once, so the beats are
 * not the same ones; but beats of equal cycles fill alike, which matters when the rhythm is
 * irregular.
 */
public final class BeatPairing {

  /** An A4C beat and its A2C beat. */
  public record Pair(ViewBeat fourChamber, ViewBeat twoChamber) {

    /**
     * By how much the cycles differ, as a share of the longer; 0 where one of them is not known.
     */
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
   * Each A4C beat with the A2C beat whose cycle is nearest in length; of equals, with the one that
   * stands at the same place among the averaged beats or nearest to it.
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
