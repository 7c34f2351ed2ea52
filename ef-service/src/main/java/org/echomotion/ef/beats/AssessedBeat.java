package org.echomotion.ef.beats;

import java.util.Optional;

/**
 * A beat, and whether it counts.
 *
 * @param beat the beat
 * @param exclusion why the beat is left out of the average, in words; empty where it counts
 */
public record AssessedBeat(Beat beat, Optional<String> exclusion) {

  public boolean included() {
    return exclusion.isEmpty();
  }
}
