package org.echomotion.ef.beats;

import java.util.Optional;

/**
 * The electrocardiogram of a clip.
 *
 * @param rWaves at least one
 * @param notUsed why the beats were not split at its R-waves, in words; empty if they were
 */
public record Electrocardiogram(RWaves rWaves, Optional<String> notUsed) {

  public Electrocardiogram {
    if (rWaves.isEmpty()) {
      throw new IllegalArgumentException("an electrocardiogram needs at least one R-wave");
    }
  }

  /** The electrocardiogram with these R-waves; empty if there are no R-waves. */
  static Optional<Electrocardiogram> of(RWaves rWaves, Optional<String> notUsed) {
    return rWaves.isEmpty()
        ? Optional.empty()
        : Optional.of(new Electrocardiogram(rWaves, notUsed));
  }

  public boolean used() {
    return notUsed.isEmpty();
  }
}
