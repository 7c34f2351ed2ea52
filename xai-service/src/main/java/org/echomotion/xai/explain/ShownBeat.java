package org.echomotion.xai.explain;

import java.util.Comparator;
import java.util.Optional;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;

/** The choice of the beat for the stills. */
final class ShownBeat {

  private ShownBeat() {}

  /**
   * Returns the most representative beat: included before excluded ones, complete before incomplete
   * ones, then the one with the ejection fraction nearest to the result's, then the first. Empty if
   * there is no beat, because then no frame is end-diastole.
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
