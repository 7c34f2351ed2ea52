package org.echomotion.cli.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.activelearning.selection.FrameChoice;
import org.echomotion.activelearning.selection.FrameChoice.Chosen;
import org.echomotion.activelearning.selection.Ranks;
import org.echomotion.activelearning.selection.Reason;
import org.echomotion.activelearning.selection.VentricleShape;
import org.echomotion.cli.campaign.PoolEvidence.Evidence;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * What readers can do in one round, the same for every strategy: they open a number of cines, and
 * outline the same number of frames in each. The cines with the frames of the highest priority are
 * opened.
 *
 * @param clips number of cines
 * @param framesPerClip number of frames of each cine
 */
record FrameBudget(int clips, int framesPerClip) {

  /** As in active-learning-service. */
  static final double APART_SECONDS = 0.15;

  /**
   * The frames of one cine.
   *
   * @param shapes the ventricles that the network found on them
   */
  record Opened(PoolClip clip, List<PreparedFrame> frames, List<VentricleShape> shapes) {}

  private record Candidate(Evidence evidence, List<Chosen> frames) {

    double priority() {
      return frames.stream().mapToDouble(Chosen::priority).max().orElse(Double.NEGATIVE_INFINITY);
    }
  }

  /**
   * Spends the budget of one round.
   *
   * @param pool cines that were not opened before
   * @param opened the ventricles of the frames of earlier rounds
   */
  List<Opened> spend(
      Strategy strategy, List<Evidence> pool, List<VentricleShape> opened, RandomGenerator random) {
    FrameChoice choice = new FrameChoice(strategy, APART_SECONDS, ranks(pool), opened);
    List<Candidate> candidates = new ArrayList<>();
    for (Evidence evidence : pool) {
      List<Chosen> chosen =
          choice.choose(evidence.frames(), framesPerClip, evidence.poorPicture(), random);
      // The first frame is that of the random sample, which is the same for every strategy.
      candidates.add(new Candidate(evidence, chosen.subList(1, chosen.size())));
    }
    // A cine that offers fewer frames would make the budgets unequal.
    candidates.sort(
        Comparator.comparingInt((Candidate candidate) -> candidate.frames().size())
            .thenComparingDouble(Candidate::priority)
            .reversed());
    return candidates.stream()
        .limit(clips)
        .map(candidate -> opened(candidate.evidence().clip(), candidate.frames()))
        .toList();
  }

  private static Opened opened(PoolClip clip, List<Chosen> chosen) {
    return new Opened(
        clip,
        chosen.stream().map(frame -> clip.frames().get(frame.frame().frameIndex())).toList(),
        chosen.stream().map(frame -> frame.frame().shape()).toList());
  }

  private static Ranks ranks(List<Evidence> pool) {
    Map<Reason, double[]> known = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      known.put(
          reason,
          pool.stream()
              .flatMap(evidence -> evidence.frames().stream())
              .filter(frame -> frame.reasons().containsKey(reason))
              .mapToDouble(frame -> frame.reasons().getOrDefault(reason, 0.0))
              .toArray());
    }
    return new Ranks(known);
  }
}
