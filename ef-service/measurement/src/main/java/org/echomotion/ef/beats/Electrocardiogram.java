package org.echomotion.ef.beats;

import java.util.Optional;

/**
 * An electrocardiogram that came with a clip.
 *
 * @param rWaves at least one
 * @param notUsed why the beats do not rest on it, in words; empty where they do
 */
public record Electrocardiogram(RWaves rWaves, Optional<String> notUsed) {

  public Electrocardiogram {
    if (rWaves.isEmpty()) {
      throw new IllegalArgumentException("an electrocardiogram has an R-wave");
    }
  }

  /** The electrocardiogram with these R-waves; empty where there are none. */
  static Optional<Electrocardiogram> of(RWaves rWaves, Optional<String> notUsed) {
    return rWaves.isEmpty()
        ? Optional.empty()
        : Optional.of(new Electrocardiogram(rWaves, notUsed));
  }

  public boolean used() {
    return notUsed.isEmpty();
  }
}
