package org.echomotion.activelearning.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.Strategy;

/**
 * Chooses frames of a clip for a campaign.
 *
 * <p>The value of each reason is ranked among the last frames with the same reason. A frame's
 * highest rank counts. The priority is log(rank) plus Gumbel noise. The noise draws frames in
 * proportion to their rank, so that the chosen frames are not all of one kind. Kirsch et al.,
 * Stochastic batch acquisition, arXiv 2106.12059.
 *
 * <p>The strategy {@code DIVERSE} chooses one frame after the other: each is the one whose
 * ventricle is farthest from the nearest of the frames in the queue and of those chosen before (the
 * greedy solution of the k-centre problem: Gonzalez 1985; Sener and Savarese, arXiv 1708.00489). Of
 * frames that are equally far, the one whose own reasons have the highest rank is chosen.
 *
 * @param strategy the reasons that count
 * @param apartSeconds shortest time between two chosen frames: neighbours show nearly the same
 * @param ranks of values among those of earlier frames
 * @param queued the ventricles of frames in the queue, from other clips; used by DIVERSE alone
 */
public record FrameChoice(
    Strategy strategy, double apartSeconds, Ranks ranks, List<VentricleShape> queued) {

  public FrameChoice {
    queued = List.copyOf(queued);
  }

  /** A choice for an empty queue. */
  public FrameChoice(Strategy strategy, double apartSeconds, Ranks ranks) {
    this(strategy, apartSeconds, ranks, List.of());
  }

  /** The rank of a frame without a reason. */
  private static final double UNKNOWN_RANK = 0.5;

  /** Lowers the priority of a clip whose picture is poor, so that it is read after the others. */
  private static final double SET_ASIDE = 20;

  /**
   * A chosen frame.
   *
   * @param reasons why, the most important first
   * @param priority the higher, the earlier it is read
   * @param randomSample whether it is part of the unbiased sample
   */
  public record Chosen(
      FrameEvidence frame, List<Reason> reasons, double priority, boolean randomSample) {}

  /**
   * Chooses frames.
   *
   * @param frames all frames of a clip
   * @param most largest number of frames, not counting that of the random sample
   * @param poorPicture whether the picture is too poor to be read soon
   * @return the frame of the random sample first, then the others
   */
  public List<Chosen> choose(
      List<FrameEvidence> frames, int most, boolean poorPicture, RandomGenerator random) {
    List<Chosen> all = scored(frames, poorPicture, random);
    List<Chosen> chosen = new ArrayList<>();
    chosen.add(inRandomSample(all.get(random.nextInt(all.size())), random));
    if (strategy == Strategy.DIVERSE) {
      takeFarthest(chosen, frames, most, poorPicture, random);
      return List.copyOf(chosen);
    }
    List<Chosen> candidates =
        all.stream()
            .filter(each -> !each.reasons().isEmpty())
            .sorted(
                Comparator.comparingDouble(Chosen::priority)
                    .reversed()
                    .thenComparingInt(each -> each.frame().frameIndex()))
            .toList();
    if (strategy != Strategy.RANDOM && strategy != Strategy.ENTROPY && most >= 2) {
      // Both phases are covered if the clip shows them.
      take(chosen, candidates, most, Set.of(Phase.END_DIASTOLE), 1);
      take(chosen, candidates, most, Set.of(Phase.END_SYSTOLE), 1);
    }
    take(chosen, candidates, most, EnumSet.allOf(Phase.class), most);
    return List.copyOf(chosen);
  }

  /** Returns every frame with its reasons and its priority, in order. */
  public List<Chosen> scored(
      List<FrameEvidence> frames, boolean poorPicture, RandomGenerator random) {
    return frames.stream()
        .map(
            frame ->
                strategy == Strategy.DIVERSE
                    ? frame.with(Reason.DIVERSE, distance(frame, queued))
                    : frame)
        .map(frame -> scored(frame, poorPicture, random))
        .toList();
  }

  private Chosen scored(FrameEvidence frame, boolean poorPicture, RandomGenerator random) {
    double priority = priority(frame, random) - (poorPicture ? SET_ASIDE : 0);
    return new Chosen(frame, counted(frame), priority, false);
  }

  /** Takes the frames that are farthest from the queue and from each other. */
  private void takeFarthest(
      List<Chosen> chosen,
      List<FrameEvidence> frames,
      int most,
      boolean poorPicture,
      RandomGenerator random) {
    List<VentricleShape> centres = new ArrayList<>(queued);
    centres.add(chosen.get(0).frame().shape());
    while (chosen.size() <= most) {
      Optional<FrameEvidence> farthest =
          frames.stream()
              .filter(frame -> isApart(frame, chosen))
              .map(frame -> frame.with(Reason.DIVERSE, distance(frame, centres)))
              .max(
                  Comparator.comparingDouble(
                          (FrameEvidence frame) -> value(frame.reasons(), Reason.DIVERSE))
                      .thenComparingDouble(this::rankOfOtherReasons)
                      .thenComparing(FrameEvidence::frameIndex, Comparator.reverseOrder()));
      if (farthest.isEmpty()) {
        return;
      }
      chosen.add(scored(farthest.get(), poorPicture, random));
      centres.add(farthest.get().shape());
    }
  }

  /** The distance to the nearest of some shapes; 1 if there are none. */
  private static double distance(FrameEvidence frame, List<VentricleShape> centres) {
    return centres.stream().mapToDouble(frame.shape()::distanceTo).min().orElse(1);
  }

  private double rankOfOtherReasons(FrameEvidence frame) {
    return frame.reasons().entrySet().stream()
        .filter(reason -> reason.getKey() != Reason.DIVERSE)
        .mapToDouble(reason -> ranks.of(reason.getKey(), reason.getValue()))
        .max()
        .orElse(0);
  }

  private boolean isApart(FrameEvidence frame, List<Chosen> chosen) {
    return chosen.stream()
        .allMatch(other -> Math.abs(other.frame().seconds() - frame.seconds()) >= apartSeconds);
  }

  /**
   * Returns a frame as part of the unbiased sample. Its priority is random, so that the first
   * frames of the sample are an unbiased sample, too.
   */
  public static Chosen inRandomSample(Chosen chosen, RandomGenerator random) {
    List<Reason> all = new ArrayList<>(chosen.reasons());
    if (!all.contains(Reason.RANDOM)) {
      all.add(Reason.RANDOM);
    }
    double priority = Math.log(UNKNOWN_RANK) + noise(random);
    return new Chosen(chosen.frame(), List.copyOf(all), priority, true);
  }

  private void take(
      List<Chosen> chosen, List<Chosen> candidates, int most, Set<Phase> phases, int count) {
    int taken = 0;
    for (Chosen candidate : candidates) {
      // The first one is the random sample.
      if (taken == count || chosen.size() > most) {
        return;
      }
      if (isApart(candidate.frame(), chosen) && phases.contains(candidate.frame().phase())) {
        chosen.add(candidate);
        taken++;
      }
    }
  }

  /** Returns the reasons that count, the most important first. */
  private List<Reason> counted(FrameEvidence frame) {
    return switch (strategy) {
      case FULL -> {
        List<Reason> reasons = new ArrayList<>(frame.reasons().keySet());
        reasons.sort(
            Comparator.comparingDouble(
                    (Reason reason) -> ranks.of(reason, value(frame.reasons(), reason)))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        yield reasons;
      }
      case ENTROPY ->
          frame.reasons().containsKey(Reason.CONTOUR_UNCERTAIN)
              ? List.of(Reason.CONTOUR_UNCERTAIN)
              : List.of();
      case DIVERSE ->
          frame.reasons().containsKey(Reason.DIVERSE) ? List.of(Reason.DIVERSE) : List.of();
      case RANDOM, STRATIFIED_RANDOM -> List.of(Reason.RANDOM);
    };
  }

  private double priority(FrameEvidence frame, RandomGenerator random) {
    double rank =
        counted(frame).stream()
            .mapToDouble(reason -> ranks.of(reason, value(frame.reasons(), reason)))
            .max()
            .orElse(UNKNOWN_RANK);
    return Math.log(rank) + noise(random);
  }

  /** Returns Gumbel noise. */
  private static double noise(RandomGenerator random) {
    return -Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
  }

  private static double value(Map<Reason, Double> reasons, Reason reason) {
    return reasons.getOrDefault(reason, 0.0);
  }
}
