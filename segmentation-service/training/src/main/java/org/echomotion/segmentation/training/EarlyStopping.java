package org.echomotion.segmentation.training;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The scores so far. They are read from the metrics, so a resumed run decides like an uninterrupted
 * one.
 *
 * @param scores mean valid Dice by epoch
 * @param patience number of scores without a better one until training stops; 0 is off
 */
record EarlyStopping(Map<Integer, Double> scores, int patience) {

  /** The first epoch with the best score; empty if none was scored. */
  OptionalInt bestEpoch() {
    OptionalInt best = OptionalInt.empty();
    double highest = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Integer, Double> score : new TreeMap<>(scores).entrySet()) {
      if (score.getValue() > highest) {
        highest = score.getValue();
        best = OptionalInt.of(score.getKey());
      }
    }
    return best;
  }

  boolean shouldStop() {
    OptionalInt best = bestEpoch();
    return patience > 0
        && best.isPresent()
        && scores.keySet().stream().filter(epoch -> epoch > best.getAsInt()).count() >= patience;
  }
}
