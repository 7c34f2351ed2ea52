package org.echomotion.activelearning.consensus;

import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.ResultMethod;

/**
 * One outline for all readers of a frame.
 *
 * @param method how it was found
 */
public record Consensus(Outline outline, ResultMethod method) {

  private static final int FEWEST_FOR_STAPLE = 4;

  /**
   * Combines outlines: one outline stays as it is, two or three give their mean, four or more are
   * combined by STAPLE.
   *
   * @param outlines at least one
   * @return empty if nothing is left, for example because two outlines are far apart
   */
  public static Optional<Consensus> of(List<Outline> outlines) {
    if (outlines.size() == 1) {
      return Optional.of(new Consensus(outlines.get(0), ResultMethod.SINGLE));
    }
    boolean staple = outlines.size() >= FEWEST_FOR_STAPLE;
    Optional<Outline> combined = staple ? Staple.of(outlines) : MeanOutline.of(outlines);
    return combined.map(
        outline -> new Consensus(outline, staple ? ResultMethod.STAPLE : ResultMethod.MEAN));
  }
}
