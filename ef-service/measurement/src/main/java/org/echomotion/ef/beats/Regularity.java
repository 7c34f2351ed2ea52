package org.echomotion.ef.beats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Whether the beats of a clip follow each other evenly, and how many of them an average needs. */
public enum Regularity {
  /** Fewer than two cycles between usual beats are shown. */
  UNKNOWN(3),
  /** Evenly, premature beats and the pauses after them left aside. */
  REGULAR(3),
  /** With cycles that differ throughout, as in atrial fibrillation. */
  IRREGULAR(5);

  /**
   * The constants that a result depends on.
   *
   * @param mostVariation Standard deviation over mean of the cycles above which no rhythm is
   *     regular.
   * @param fewestCycles Of fewer cycles the rhythm is unknown.
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

  /** The rhythm, from the lengths of the cycles between end-diastoles. */
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
