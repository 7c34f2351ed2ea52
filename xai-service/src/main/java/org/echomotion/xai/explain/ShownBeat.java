package org.echomotion.xai.explain;

import java.util.Comparator;
import java.util.Optional;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;

/** Which beat the stills show. */
final class ShownBeat {

  private ShownBeat() {}

  /**
   * The beat that stands best for the result: one that counts before one that was left out, a
   * complete one before one that is cut short, then the one whose ejection fraction is nearest to
   * the result's, then the first. Empty where there is no beat: a frame is not called end-diastole
   * where no beat was found.
   */
  static Optional<Beat> of(EjectionFraction result) {
    return result.getBeatsList().stream()
        .min(
            Comparator.comparing((Beat beat) -> !beat.getIncluded())
                .thenComparing(beat -> !beat.getComplete())
                .thenComparingDouble(beat -> distance(beat, result))
                .thenComparingInt(Beat::getEndDiastolicFrame));
  }

  private static double distance(Beat beat, EjectionFraction result) {
    return result.hasEjectionFractionPercent()
        ? Math.abs(beat.getEjectionFractionPercent() - result.getEjectionFractionPercent())
        : 0;
  }
}
