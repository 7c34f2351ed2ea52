package org.echomotion.ef.beats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells premature beats, and the beats after them, from the others. A premature beat comes early,
 * and a pause follows that makes up for it: the cycle before it is much shorter than the cycle
 * after it. Where all cycles differ, as in atrial fibrillation, no beat is early.
 */
final class PrematureBeats {

  /** The cycle before a premature beat over the cycle after it is below this. */
  static final double EARLY = 0.67;

  /** Where the cycle after it is not shown, the one before is below this share of the usual. */
  static final double SOON = 0.8;

  /** Or it is less filled than the one before by this share of a stroke, and weak. */
  static final double UNFILLED = 0.05;

  /** Without the cycle before it, a beat is premature whose own is this many times the usual ... */
  static final double PAUSE = 1.2;

  /** ... and whose stroke is below this share of the usual one. */
  static final double WEAK = 0.85;

  /** Standard deviation over mean of cycles above which no rhythm is regular. */
  static final double IRREGULAR = 0.12;

  static final String SETTINGS =
      "early="
          + EARLY
          + ",soon="
          + SOON
          + ",unfilled="
          + UNFILLED
          + ",pause="
          + PAUSE
          + ",weak="
          + WEAK
          + ",irregular="
          + IRREGULAR;

  private static final int FEWEST_FOR_RHYTHM = 4;

  /** What a beat is among the others. */
  enum Kind {
    USUAL,
    PREMATURE,
    AFTER_PREMATURE
  }

  private final List<Beat> beats;
  private final Kind[] kinds;

  private PrematureBeats(List<Beat> beats) {
    this.beats = beats;
    this.kinds = new Kind[beats.size()];
    Arrays.fill(kinds, Kind.USUAL);
  }

  /**
   * @param beats in time order
   * @return one for each
   */
  static List<Kind> of(List<Beat> beats) {
    PrematureBeats found = new PrematureBeats(beats);
    found.find();
    return List.of(found.kinds);
  }

  /** Whether the cycles differ throughout, premature beats and their pauses left aside. */
  static boolean irregular(List<Beat> beats, List<Kind> kinds) {
    double[] cycles =
        IntStream.range(0, beats.size())
            .filter(i -> beats.get(i).complete() && kinds.get(i) == Kind.USUAL)
            .filter(i -> i + 1 >= kinds.size() || kinds.get(i + 1) != Kind.PREMATURE)
            .mapToDouble(i -> cycle(beats.get(i)))
            .toArray();
    return cycles.length >= 2 && variation(cycles) > IRREGULAR;
  }

  private void find() {
    for (int i = 0; i < beats.size(); i++) {
      if (early(i) || paused(i)) {
        kinds[i] = Kind.PREMATURE;
        if (i + 1 < beats.size() && beats.get(i).complete()) {
          kinds[i + 1] = Kind.AFTER_PREMATURE;
        }
      }
    }
    long cycles = beats.stream().filter(Beat::complete).count();
    if (cycles >= FEWEST_FOR_RHYTHM && irregular(beats, List.of(kinds))) {
      Arrays.fill(kinds, Kind.USUAL);
    }
  }

  private boolean early(int i) {
    if (i == 0 || beats.get(i - 1).endFrame() != beats.get(i).endDiastolicFrame()) {
      return false;
    }
    Beat before = beats.get(i - 1);
    Beat beat = beats.get(i);
    // Where the clip cuts the beat short, its cycle is at least as long as it is shown.
    if (cycle(before) < EARLY * cycle(beat)) {
      return true;
    }
    if (beat.complete()) {
      return false;
    }
    double[] others =
        IntStream.range(0, i - 1)
            .filter(j -> beats.get(j).complete() && kinds[j] != Kind.PREMATURE)
            .mapToDouble(j -> cycle(beats.get(j)))
            .toArray();
    boolean soon = others.length > 0 && cycle(before) < SOON * median(others);
    boolean lessFilled =
        before.endDiastolicVolume() - beat.endDiastolicVolume() > UNFILLED * stroke(before);
    return soon || (lessFilled && stroke(beat) < WEAK * stroke(before));
  }

  private boolean paused(int i) {
    if (i > 0 || !beats.get(i).complete()) {
      return false;
    }
    double[] cycles =
        beats.stream().skip(1).filter(Beat::complete).mapToDouble(PrematureBeats::cycle).toArray();
    double[] strokes = beats.stream().skip(1).mapToDouble(PrematureBeats::stroke).toArray();
    boolean weak = strokes.length > 0 && stroke(beats.get(i)) < WEAK * median(strokes);
    return weak
        && (cycles.length == 0
            ? beats.get(1).endDiastolicVolume() - beats.get(i).endDiastolicVolume()
                > UNFILLED * stroke(beats.get(1))
            : cycle(beats.get(i)) > PAUSE * median(cycles));
  }

  private static int cycle(Beat beat) {
    return beat.endFrame() - beat.endDiastolicFrame();
  }

  private static double stroke(Beat beat) {
    return beat.endDiastolicVolume() - beat.endSystolicVolume();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return VolumeCurve.median(values);
  }

  private static double variation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Math.sqrt(variance) / mean;
  }
}
