package org.echomotion.ef.fusion;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.fusion.StudyModel.Reference;

/** A second opinion on a study of two views, or the reason why there is none. */
public sealed interface SecondOpinion {

  /** Second opinions are switched off. */
  record Off() implements SecondOpinion {}

  /**
   * The network gave its opinion.
   *
   * @param by the network
   */
  record Given(Opinion opinion, Reference by) implements SecondOpinion {}

  /**
   * There is no opinion, and asking again would not help.
   *
   * @param reason a sentence
   */
  record Missing(String reason) implements SecondOpinion {}

  /**
   * Asks a network for its opinion. The network reads the first {@link Opinion.Settings#mostPairs}
   * pairs of beats.
   *
   * @param model the reference from {@link StudyModel#served}
   * @throws RuntimeException if a peer cannot be reached
   */
  static SecondOpinion ask(
      StudyModel network,
      Optional<Reference> model,
      String fourChamberClip,
      String twoChamberClip,
      List<PairFrames> pairs) {
    if (network.name().isEmpty()) {
      return new Off();
    }
    if (model.isEmpty()) {
      return new Missing("The model " + network.name().get() + " is not served.");
    }
    try {
      List<PairFrames> read =
          pairs.subList(0, Math.min(pairs.size(), Opinion.SETTINGS.mostPairs()));
      return new Given(
          network.read(model.get(), fourChamberClip, twoChamberClip, read), model.get());
    } catch (NoOpinion e) {
      return new Missing(e.reason());
    }
  }
}
