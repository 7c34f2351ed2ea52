package org.echomotion.ef.beats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a clip's rhythm is regular, and how many beats an average needs. */
public enum Regularity {
  /** The clip shows fewer than two cycles between usual beats. */
  UNKNOWN(3),
  /** The cycles are even, apart from premature beats and the pauses after them. */
  REGULAR(3),
  /** The cycles differ throughout, as in atrial fibrillation. */
  IRREGULAR(5);

  /**
   * The constants that a result depends on.
   *
   * @param mostVariation Largest standard deviation over mean of the cycles in a regular rhythm.
   * @param fewestCycles With fewer cycles, the rhythm is unknown.
   */
  public record Settings(double mostVariation, int fewestCycles) {
    static final Settings DEFAULT = new Settings(0.12, 2);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final int wantedBeats;

  Regularity(int wantedBeats) {
    this.wantedBeats = wantedBeats;
  }

  /**
   * Beats to average: three in sinus rhythm, five in an irregular one (Lang et al., ASE/EACVI
   * 2015).
   */
  public int wantedBeats() {
    return wantedBeats;
  }

  /** Classifies the rhythm by the lengths of the cycles between end-diastoles. */
  public static Regularity of(List<AssessedBeat> beats) {
    return of(
        beats.stream().map(AssessedBeat::beat).toList(),
        beats.stream().map(AssessedBeat::kind).toList());
  }

  static Regularity of(List<Beat> beats, List<BeatKind> kinds) {
    double[] cycles =
        IntStream.range(0, beats.size())
            .filter(i -> beats.get(i).complete() && kinds.get(i) == BeatKind.USUAL)
            .filter(i -> i + 1 >= kinds.size() || kinds.get(i + 1) != BeatKind.PREMATURE)
            .mapToDouble(i -> beats.get(i).cycleFrames())
            .toArray();
    if (cycles.length < SETTINGS.fewestCycles()) {
      return UNKNOWN;
    }
    return variation(cycles) > SETTINGS.mostVariation() ? IRREGULAR : REGULAR;
  }

  private static double variation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Math.sqrt(variance) / mean;
  }
}
