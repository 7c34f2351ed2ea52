package org.echomotion.activelearning.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Picks a clip's most uncertain frames. Neighbouring frames show nearly the same picture, so two
 * picked frames lie at least a given distance apart.
 *
 * @param perClip frames to pick from a clip, at least 1
 * @param minimumUncertainty frames below this mean boundary entropy (nats) are never picked
 * @param apartSeconds shortest time between two picked frames, seconds
 */
public record UncertainFrames(int perClip, double minimumUncertainty, double apartSeconds) {

  /**
   * One frame and the model's uncertainty.
   *
   * @param frameIndex from 0
   * @param uncertainty mean boundary entropy, nats, 0 to ln 2
   */
  public record Candidate(int frameIndex, double uncertainty) {}

  /**
   * Picks frames.
   *
   * @param frames a clip's frames
   * @param frameRateHz frames per second
   * @return at most {@code perClip} frames, the most uncertain first; if equal, the earlier first
   */
  public List<Candidate> select(List<Candidate> frames, double frameRateHz) {
    int apartFrames = Math.max(1, (int) Math.ceil(apartSeconds * frameRateHz));
    List<Candidate> byUncertainty =
        frames.stream()
            .filter(frame -> frame.uncertainty() >= minimumUncertainty)
            .sorted(
                Comparator.comparingDouble(Candidate::uncertainty)
                    .reversed()
                    .thenComparingInt(Candidate::frameIndex))
            .toList();
    List<Candidate> picked = new ArrayList<>();
    for (Candidate frame : byUncertainty) {
      boolean alone =
          picked.stream()
              .allMatch(other -> Math.abs(other.frameIndex() - frame.frameIndex()) >= apartFrames);
      if (alone) {
        picked.add(frame);
      }
      if (picked.size() == perClip) {
        break;
      }
    }
    return List.copyOf(picked);
  }
}
