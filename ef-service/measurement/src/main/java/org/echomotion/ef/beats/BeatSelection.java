package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Decides which beats are averaged. Left out are, in this order: beats with too few usable frames;
 * beats that the clip cuts short, where it shows complete ones; and of three or more, those whose
 * cycle or whose ejection fraction is far from the median's (premature beats and the beats after
 * them; Lang et al., ASE/EACVI 2015, advise against measuring on them).
 */
public final class BeatSelection {

  static final double LEAST_KEPT_SHARE = 0.75;
  static final double LONGEST_GAP_SECONDS = 0.15;
  static final double FARTHEST_FROM_MEDIAN_POINTS = 15;
  static final int FEWEST_FOR_A_MEDIAN = 3;

  /** The constants that a result depends on. */
  public static final String SETTINGS =
      "keptShare="
          + LEAST_KEPT_SHARE
          + ",gap="
          + LONGEST_GAP_SECONDS
          + ","
          + PrematureBeats.SETTINGS
          + ",points="
          + FARTHEST_FROM_MEDIAN_POINTS
          + ",median="
          + FEWEST_FOR_A_MEDIAN;

  private final VolumeCurve curve;
  private List<AssessedBeat> beats;

  private BeatSelection(List<Beat> beats, VolumeCurve curve) {
    this.curve = curve;
    List<BeatKind> kinds = PrematureBeats.of(beats);
    this.beats =
        IntStream.range(0, beats.size())
            .mapToObj(i -> new AssessedBeat(beats.get(i), kinds.get(i), Optional.empty()))
            .toList();
  }

  /** All beats in their order, each with the reason where it is left out. */
  public static List<AssessedBeat> assess(List<Beat> beats, VolumeCurve curve) {
    BeatSelection selection = new BeatSelection(beats, curve);
    selection.exclude(
        assessed -> !selection.wellCovered(assessed.beat()),
        "Too many of its frames have no usable outline.");
    selection.excludePremature();
    selection.excludeWhereOthersAre(
        assessed -> !selection.wellInside(assessed.beat()), "The clip cuts it short.");
    selection.excludeFarFromMedian();
    return selection.beats;
  }

  private void excludePremature() {
    excludeWhereOthersAre(beat -> beat.kind() == BeatKind.PREMATURE, "It is premature.");
    excludeWhereOthersAre(
        beat -> beat.kind() == BeatKind.AFTER_PREMATURE, "It follows a premature beat.");
  }

  /** Shown from end-diastole to end-diastole, or with both turning points off the clip's ends. */
  private boolean wellInside(Beat beat) {
    int margin = curve.frameRate().frames(TurningPoints.END_SECONDS, 1);
    int first = Math.min(beat.endDiastolicFrame(), beat.endSystolicFrame());
    int last = Math.max(beat.endDiastolicFrame(), beat.endSystolicFrame());
    return beat.complete() || (first >= margin && last < curve.frameCount() - margin);
  }

  private void excludeFarFromMedian() {
    if (included().size() >= FEWEST_FOR_A_MEDIAN) {
      double median = median(Beat::ejectionFractionPercent);
      exclude(
          assessed ->
              Math.abs(assessed.beat().ejectionFractionPercent() - median)
                  > FARTHEST_FROM_MEDIAN_POINTS,
          String.format(
              Locale.ROOT,
              "Its ejection fraction is more than %.0f points from the median of %.0f %%.",
              FARTHEST_FROM_MEDIAN_POINTS,
              median));
    }
  }

  private List<AssessedBeat> included() {
    return beats.stream().filter(AssessedBeat::included).toList();
  }

  private double median(ToDoubleFunction<Beat> value) {
    double[] sorted =
        included().stream().map(AssessedBeat::beat).mapToDouble(value).sorted().toArray();
    return VolumeCurve.median(sorted);
  }

  private void excludeWhereOthersAre(Predicate<AssessedBeat> which, String reason) {
    if (included().stream().anyMatch(which.negate())) {
      exclude(which, reason);
    }
  }

  private void exclude(Predicate<AssessedBeat> which, String reason) {
    List<AssessedBeat> assessed = new ArrayList<>();
    for (AssessedBeat beat : beats) {
      boolean now = beat.included() && which.test(beat);
      assessed.add(now ? new AssessedBeat(beat.beat(), beat.kind(), Optional.of(reason)) : beat);
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
