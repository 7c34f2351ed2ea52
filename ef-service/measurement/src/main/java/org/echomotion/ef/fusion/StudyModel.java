package org.echomotion.ef.fusion;

import java.util.List;
import java.util.Optional;

/** The network that reads an ejection fraction from the frames of both views. */
public interface StudyModel {

  /**
   * A network of one version.
   *
   * @param name the name that it is served under
   * @param version of its weights
   * @param sha256 of its files, lower-case hex
   */
  record Reference(String name, String version, String sha256) {}

  /** Name of the configured network; empty if second opinions are switched off. */
  Optional<String> name();

  /**
   * The configured network as it is served; empty if it is not served.
   *
   * @throws RuntimeException if the peer cannot be reached
   */
  Optional<Reference> served();

  /**
   * Reads the pairs of beats.
   *
   * @param model from {@link #served}
   * @param fourChamberClip the A4C clip, a UUID
   * @param twoChamberClip the A2C clip, a UUID
   * @param pairs frames of each pair of beats, at least one
   * @throws NoOpinion if asking again would not help
   * @throws RuntimeException if a peer cannot be reached
   */
  Opinion read(
      Reference model, String fourChamberClip, String twoChamberClip, List<PairFrames> pairs)
      throws NoOpinion;
}
