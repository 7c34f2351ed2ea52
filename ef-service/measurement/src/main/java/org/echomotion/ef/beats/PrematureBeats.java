package org.echomotion.ef.beats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Finds premature beats and the beats after them. A premature beat comes early and is followed by a
 * compensatory pause, so the cycle before it is much shorter than the cycle after it. If all cycles
 * differ, as in atrial fibrillation, no beat counts as premature.
 */
final class PrematureBeats {

  /**
   * The constants that a result depends on.
   *
   * @param earlyShare A beat is premature if the cycle before it over the cycle after it is below
   *     this.
   * @param soonShare If the clip cuts off the cycle after the beat, the beat is premature if the
   *     cycle before it is below this share of the usual cycle.
   * @param unfilledShare Such a beat is also premature if it is weak and its end-diastolic volume
   *     is smaller than that of the beat before it by more than this share of a stroke.
   * @param pauseShare If the clip does not show the cycle before a beat, the beat is premature if
   *     it is weak and its own cycle is more than this many times the usual cycle.
   * @param weakShare A beat is weak if its stroke is below this share of the usual stroke.
   * @param fewestForRhythm With fewer complete beats than this, the rhythm is not classified as
   *     irregular.
   */
  public record Settings(
      double earlyShare,
      double soonShare,
      double unfilledShare,
      double pauseShare,
      double weakShare,
      int fewestForRhythm) {
    static final Settings DEFAULT = new Settings(0.67, 0.8, 0.05, 1.2, 0.85, 4);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final List<Beat> beats;
  private final BeatKind[] kinds;

  private PrematureBeats(List<Beat> beats) {
    this.beats = beats;
    this.kinds = new BeatKind[beats.size()];
    Arrays.fill(kinds, BeatKind.USUAL);
  }

  /**
   * The kind of each beat.
   *
   * @param beats in time order
   */
  static List<BeatKind> of(List<Beat> beats) {
    PrematureBeats found = new PrematureBeats(beats);
    found.find();
    return List.of(found.kinds);
  }

  private void find() {
    for (int i = 0; i < beats.size(); i++) {
      if (early(i) || paused(i)) {
        kinds[i] = BeatKind.PREMATURE;
        if (i + 1 < beats.size() && beats.get(i).complete()) {
          kinds[i + 1] = BeatKind.AFTER_PREMATURE;
        }
      }
    }
    long cycles = beats.stream().filter(Beat::complete).count();
    if (cycles >= SETTINGS.fewestForRhythm()
        && Regularity.of(beats, List.of(kinds)) == Regularity.IRREGULAR) {
      Arrays.fill(kinds, BeatKind.USUAL);
    }
  }

  private boolean early(int i) {
    if (i == 0 || beats.get(i - 1).endFrame() != beats.get(i).endDiastolicFrame()) {
      return false;
    }
    Beat before = beats.get(i - 1);
    Beat beat = beats.get(i);
    // If the clip cuts the beat short, the true cycle is at least as long as this one.
    if (before.cycleFrames() < SETTINGS.earlyShare() * beat.cycleFrames()) {
      return true;
    }
    if (beat.complete()) {
      return false;
    }
    double[] others =
        IntStream.range(0, i - 1)
            .filter(j -> beats.get(j).complete() && kinds[j] != BeatKind.PREMATURE)
            .mapToDouble(j -> beats.get(j).cycleFrames())
            .toArray();
    boolean soon =
        others.length > 0
            && before.cycleFrames() < SETTINGS.soonShare() * Median.withDefaults().evaluate(others);
    boolean lessFilled =
        before.endDiastolicVolume() - beat.endDiastolicVolume()
            > SETTINGS.unfilledShare() * stroke(before);
    return soon || (lessFilled && stroke(beat) < SETTINGS.weakShare() * stroke(before));
  }

  private boolean paused(int i) {
    if (i > 0 || !beats.get(i).complete()) {
      return false;
    }
    double[] cycles =
        beats.stream().skip(1).filter(Beat::complete).mapToDouble(Beat::cycleFrames).toArray();
    double[] strokes = beats.stream().skip(1).mapToDouble(PrematureBeats::stroke).toArray();
    boolean weak =
        strokes.length > 0
            && stroke(beats.get(i))
                < SETTINGS.weakShare() * Median.withDefaults().evaluate(strokes);
    return weak
        && (cycles.length == 0
            ? beats.get(1).endDiastolicVolume() - beats.get(i).endDiastolicVolume()
                > SETTINGS.unfilledShare() * stroke(beats.get(1))
            : beats.get(i).cycleFrames()
                > SETTINGS.pauseShare() * Median.withDefaults().evaluate(cycles));
  }

  private static double stroke(Beat beat) {
    return beat.endDiastolicVolume() - beat.endSystolicVolume();
  }
}
