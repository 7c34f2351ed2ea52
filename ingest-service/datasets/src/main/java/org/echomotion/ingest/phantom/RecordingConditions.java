package org.echomotion.ingest.phantom;

import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.phantom.heart.Rhythm;

/**
 * How the clips of a request are recorded. An empty value means as in public clips: heart rates of
 * 42 to 125 bpm, at least one whole beat, 8 % irregular hearts, no drift and no dropped frames.
 *
 * @param heartRateBpm heart rates, 30 to 180, all equally likely
 * @param clipBeats lengths of the clips in mean cycles, 0.3 to 50, all equally likely; a clip
 *     begins and ends anywhere in the cycle, so a short one may not show a whole beat
 * @param rhythms taken in turn, changing once per round of looks and views
 * @param drift see {@link Acquisition#driftShare}
 * @param dropped see {@link Acquisition#droppedShare}
 */
public record RecordingConditions(
    Optional<Range> heartRateBpm,
    Optional<Range> clipBeats,
    List<Rhythm> rhythms,
    Optional<Range> drift,
    Optional<Range> dropped) {

  /** The conditions of public clips. */
  public static final RecordingConditions CLINICAL =
      new RecordingConditions(
          Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

  /** A range, including both ends. */
  public record Range(double least, double greatest) {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the least is above the greatest
     */
    public Range {
      if (!(least <= greatest)) {
        throw new IllegalArgumentException("a range must go from the least to the greatest");
      }
    }

    double drawn(Draw draw) {
      return draw.uniform(least, greatest);
    }

    private boolean within(double low, double high) {
      return low <= least && greatest <= high;
    }
  }

  /**
   * @throws IllegalArgumentException if a range is outside the limits stated above
   */
  public RecordingConditions {
    rhythms = List.copyOf(rhythms);
    require(heartRateBpm, 30, 180, "heart rates must be between 30 and 180 bpm");
    require(clipBeats, 0.3, 50, "a clip must have 0.3 to 50 beats");
    require(drift, 0, 0.3, "drift must be between 0 and 0.3");
    require(dropped, 0, 0.5, "the share of dropped frames must be between 0 and 0.5");
  }

  private static void require(Optional<Range> range, double low, double high, String message) {
    if (range.isPresent() && !range.get().within(low, high)) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns the rhythm of phantom {@code index}; empty if it is drawn. */
  Optional<Rhythm> rhythm(int index) {
    return rhythms.isEmpty() ? Optional.empty() : Optional.of(rhythms.get(index % rhythms.size()));
  }
}
