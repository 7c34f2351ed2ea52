package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Decides which beats are averaged. Left out are, in this order: beats with too few usable frames;
 * beats that the clip cuts short, where it shows complete ones; and of three or more, those whose
 * cycle or whose ejection fraction is far from the median's (premature beats and the beats after
 * them; Lang et al., ASE/EACVI 2015, advise against measuring on them).
 */
public final class BeatSelection {

  static final double LEAST_KEPT_SHARE = 0.75;
  static final double LONGEST_GAP_SECONDS = 0.15;
  static final double SHORTEST_CYCLE_OF_MEDIAN = 0.7;
  static final double LONGEST_CYCLE_OF_MEDIAN = 1.5;
  static final double FARTHEST_FROM_MEDIAN_POINTS = 15;
  static final int FEWEST_FOR_A_MEDIAN = 3;

  /** The constants that a result depends on. */
  public static final String SETTINGS =
      "keptShare="
          + LEAST_KEPT_SHARE
          + ",gap="
          + LONGEST_GAP_SECONDS
          + ",cycle="
          + SHORTEST_CYCLE_OF_MEDIAN
          + ".."
          + LONGEST_CYCLE_OF_MEDIAN
          + ",points="
          + FARTHEST_FROM_MEDIAN_POINTS
          + ",median="
          + FEWEST_FOR_A_MEDIAN;

  private final VolumeCurve curve;
  private List<AssessedBeat> beats;

  private BeatSelection(List<Beat> beats, VolumeCurve curve) {
    this.curve = curve;
    this.beats = beats.stream().map(beat -> new AssessedBeat(beat, Optional.empty())).toList();
  }

  /** All beats in their order, each with the reason where it is left out. */
  public static List<AssessedBeat> assess(List<Beat> beats, VolumeCurve curve) {
    BeatSelection selection = new BeatSelection(beats, curve);
    selection.exclude(
        beat -> !selection.wellCovered(beat),
        beat -> "Too many of its frames have no usable outline.");
    if (selection.included().stream().anyMatch(Beat::complete)) {
      selection.exclude(beat -> !beat.complete(), beat -> "The clip cuts it short.");
    }
    selection.excludeFarFromMedian();
    return selection.beats;
  }

  private void excludeFarFromMedian() {
    ToDoubleFunction<Beat> cycleSeconds =
        beat -> curve.frameRate().seconds(beat.endFrame() - beat.endDiastolicFrame());
    if (included().size() >= FEWEST_FOR_A_MEDIAN) {
      double median = median(cycleSeconds);
      exclude(
          beat -> {
            double share = cycleSeconds.applyAsDouble(beat) / median;
            return share < SHORTEST_CYCLE_OF_MEDIAN || share > LONGEST_CYCLE_OF_MEDIAN;
          },
          beat ->
              String.format(
                  Locale.ROOT,
                  "Its cycle of %.2f s is irregular: the median is %.2f s.",
                  cycleSeconds.applyAsDouble(beat),
                  median));
    }
    if (included().size() >= FEWEST_FOR_A_MEDIAN) {
      double median = median(Beat::ejectionFractionPercent);
      exclude(
          beat -> Math.abs(beat.ejectionFractionPercent() - median) > FARTHEST_FROM_MEDIAN_POINTS,
          beat ->
              String.format(
                  Locale.ROOT,
                  "Its ejection fraction is more than %.0f points from the median of %.0f %%.",
                  FARTHEST_FROM_MEDIAN_POINTS,
                  median));
    }
  }

  private List<Beat> included() {
    return beats.stream().filter(AssessedBeat::included).map(AssessedBeat::beat).toList();
  }

  private double median(ToDoubleFunction<Beat> value) {
    double[] sorted = included().stream().mapToDouble(value).sorted().toArray();
    return VolumeCurve.median(sorted);
  }

  private void exclude(Predicate<Beat> which, Function<Beat, String> reason) {
    List<AssessedBeat> assessed = new ArrayList<>();
    for (AssessedBeat beat : beats) {
      boolean now = beat.included() && which.test(beat.beat());
      assessed.add(
          now ? new AssessedBeat(beat.beat(), Optional.of(reason.apply(beat.beat()))) : beat);
    }
    beats = List.copyOf(assessed);
  }

  private boolean wellCovered(Beat beat) {
    int first = Math.min(beat.endDiastolicFrame(), beat.endSystolicFrame());
    int last = Math.max(beat.endDiastolicFrame(), beat.endSystolicFrame());
    int longest = curve.frameRate().frames(LONGEST_GAP_SECONDS, 2);
    int gap = 0;
    for (int frame = first; frame <= last; frame++) {
      gap = curve.isKept(frame) ? 0 : gap + 1;
      if (gap > longest) {
        return false;
      }
    }
    return curve.keptShare(first, last) >= LEAST_KEPT_SHARE;
  }
}
