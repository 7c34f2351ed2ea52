package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Decides which beats are averaged. These are excluded, in this order:
 *
 * <ol>
 *   <li>beats with too few usable frames,
 *   <li>premature beats, then beats after premature ones (Lang et al., ASE/EACVI 2015, advise
 *       against measuring on them), unless there are no others,
 *   <li>beats that the clip cuts short, unless there are no others,
 *   <li>beats with an ejection fraction far from the median, if there are three or more beats.
 * </ol>
 */
public final class BeatSelection {

  /**
   * The constants that a result depends on.
   *
   * @param leastKeptShare A beat with a usable outline on less than this share of its frames is
   *     excluded.
   * @param longestGapSeconds A beat with a longer gap between usable outlines is excluded.
   * @param farthestFromMedianPoints A beat whose ejection fraction is farther from the median is
   *     excluded.
   * @param fewestForMedian With fewer beats, the comparison with the median is skipped.
   */
  public record Settings(
      double leastKeptShare,
      double longestGapSeconds,
      double farthestFromMedianPoints,
      int fewestForMedian) {
    static final Settings DEFAULT = new Settings(0.75, 0.15, 15, 3);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

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

  /** All beats in time order, each with the reason if it is excluded. */
  public static List<AssessedBeat> assess(List<Beat> beats, VolumeCurve curve) {
    BeatSelection selection = new BeatSelection(beats, curve);
    selection.exclude(
        assessed -> !selection.wellCovered(assessed.beat()),
        "Too many frames of the beat have no usable outline.");
    selection.excludePremature();
    selection.excludeWhereOthersAre(
        assessed -> !selection.wellInside(assessed.beat()), "The clip cuts the beat short.");
    selection.excludeFarFromMedian();
    return selection.beats;
  }

  private void excludePremature() {
    excludeWhereOthersAre(beat -> beat.kind() == BeatKind.PREMATURE, "The beat is premature.");
    excludeWhereOthersAre(
        beat -> beat.kind() == BeatKind.AFTER_PREMATURE, "The beat follows a premature beat.");
  }

  /** Whether the beat is complete, or both its turning points are away from the clip's ends. */
  private boolean wellInside(Beat beat) {
    int margin = curve.frameRate().frames(TurningPoints.SETTINGS.endSeconds(), 1);
    int first = Math.min(beat.endDiastolicFrame(), beat.endSystolicFrame());
    int last = Math.max(beat.endDiastolicFrame(), beat.endSystolicFrame());
    return beat.complete() || (first >= margin && last < curve.frameCount() - margin);
  }

  private void excludeFarFromMedian() {
    if (included().size() >= SETTINGS.fewestForMedian()) {
      double median = median(Beat::ejectionFractionPercent);
      exclude(
          assessed ->
              Math.abs(assessed.beat().ejectionFractionPercent() - median)
                  > SETTINGS.farthestFromMedianPoints(),
          String.format(
              Locale.ROOT,
              "The ejection fraction of the beat is more than %.0f points from the median of %.0f"
                  + " %%.",
              SETTINGS.farthestFromMedianPoints(),
              median));
    }
  }

  private List<AssessedBeat> included() {
    return beats.stream().filter(AssessedBeat::included).toList();
  }

  private double median(ToDoubleFunction<Beat> value) {
    return Median.withDefaults()
        .evaluate(included().stream().map(AssessedBeat::beat).mapToDouble(value).toArray());
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
    int longest = curve.frameRate().frames(SETTINGS.longestGapSeconds(), 2);
    int gap = 0;
    for (int frame = first; frame <= last; frame++) {
      gap = curve.isKept(frame) ? 0 : gap + 1;
      if (gap > longest) {
        return false;
      }
    }
    return curve.keptShare(first, last) >= SETTINGS.leastKeptShare();
  }
}
