package org.echomotion.ef.beats;

import java.util.Optional;

/**
 * A beat, its kind, and whether it is averaged.
 *
 * @param beat the beat
 * @param kind usual, premature, or after a premature beat
 * @param exclusion why the beat is excluded from the average, in words; empty if it is included
 */
public record AssessedBeat(Beat beat, BeatKind kind, Optional<String> exclusion) {

  public boolean included() {
    return exclusion.isEmpty();
  }
}
