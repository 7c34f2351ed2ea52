package org.echomotion.ef.fusion;

import java.util.List;
import java.util.Optional;

/** Whoever reads an ejection fraction from the frames of both views. */
@FunctionalInterface
public interface StudyReader {

  /**
   * @param fourChamberClip the A4C clip, a UUID
   * @param twoChamberClip the A2C clip, a UUID
   * @param pairs frames of each pair of beats, at least one
   * @return empty where there is nobody who reads
   * @throws RuntimeException if a peer cannot be reached or gives what it should not
   */
  Optional<Opinion> read(String fourChamberClip, String twoChamberClip, List<PairFrames> pairs);
}
