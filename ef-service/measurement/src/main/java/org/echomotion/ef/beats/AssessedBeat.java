package org.echomotion.ef.beats;

import java.util.Optional;

/**
 * A beat, what it is among the others, and whether it counts.
 *
 * @param beat the beat
 * @param kind usual, or premature, or after a premature one
 * @param exclusion why the beat is left out of the average, in words; empty where it counts
 */
public record AssessedBeat(Beat beat, BeatKind kind, Optional<String> exclusion) {

  public boolean included() {
    return exclusion.isEmpty();
  }
}
