package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The peaks that split a volume curve into beats if R-waves are known: the highest point near each
 * R-wave. The curve's own peaks are used where R-waves are missing.
 */
final class RWavePeaks {

  /**
   * The constants that a result depends on.
   *
   * @param nearSeconds Largest distance between an end-diastole and its R-wave.
   * @param missedShare If a peak is at least this share of the usual R-R interval away from every
   *     R-wave, its R-wave is missing.
   * @param leastStrokeShare An R-wave is dropped if the volume rises before it or falls after it by
   *     less than this share of a stroke.
   * @param leastFittingShare If a smaller share of the R-waves is near an end-diastole of the
   *     curve, the R-waves do not belong to this clip.
   * @param longestCycleSeconds The usual R-R interval if none is known: the cycle at the slowest
   *     heart rate.
   */
  public record Settings(
      double nearSeconds,
      double missedShare,
      double leastStrokeShare,
      double leastFittingShare,
      double longestCycleSeconds) {
    static final Settings DEFAULT =
        new Settings(0.1, 0.75, 0.1, 0.5, 60 / HeartRateEstimate.SETTINGS.slowestBpm());
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final double[] volume;
  private final double near;
  private final double missed;
  private final Map<Integer, Double> rWaveOf = new HashMap<>();

  private RWavePeaks(double[] volume, FrameRate frameRate, RWaves rWaves) {
    this.volume = volume;
    this.near = SETTINGS.nearSeconds() * frameRate.hertz();
    this.missed =
        SETTINGS.missedShare()
            * frameRate.hertz()
            * rWaves.cycleSeconds().orElse(SETTINGS.longestCycleSeconds());
    for (double rWave : rWaves.frames(frameRate)) {
      rWaveOf.putIfAbsent(highestNear(rWave), rWave);
    }
  }

  /**
   * @param own end-diastoles, found on the curve alone
   * @param stroke usual difference between the curve's peaks and troughs
   */
  static RWavePeaks of(
      double[] volume, FrameRate frameRate, RWaves rWaves, List<Integer> own, double stroke) {
    RWavePeaks peaks = new RWavePeaks(volume, frameRate, rWaves);
    peaks.dropStill(stroke);
    double[] all = rWaves.frames(frameRate);
    own.stream()
        .filter(peak -> Arrays.stream(all).allMatch(r -> Math.abs(r - peak) >= peaks.missed))
        .forEach(peak -> peaks.rWaveOf.putIfAbsent(peak, Double.NaN));
    return peaks;
  }

  /** The curve's own peaks, without R-waves. */
  static RWavePeaks own(List<Integer> own) {
    RWavePeaks peaks = new RWavePeaks(new double[0], new FrameRate(1), RWaves.NONE);
    own.forEach(peak -> peaks.rWaveOf.put(peak, Double.NaN));
    return peaks;
  }

  /** Whether at least half of the R-waves have an end-diastole of the curve near them. */
  static boolean fit(RWaves rWaves, FrameRate frameRate, List<Integer> endDiastoles) {
    double near = SETTINGS.nearSeconds() * frameRate.hertz();
    double[] all = rWaves.frames(frameRate);
    long fitting =
        Arrays.stream(all)
            .filter(r -> endDiastoles.stream().anyMatch(ed -> Math.abs(ed - r) <= near))
            .count();
    return fitting >= SETTINGS.leastFittingShare() * all.length;
  }

  /** Frames, in time order. */
  List<Integer> frames() {
    return rWaveOf.keySet().stream().sorted().toList();
  }

  /** The R-wave of a peak, in frames; empty if the peak was found on the curve alone. */
  OptionalDouble rWave(int peak) {
    double rWave = rWaveOf.getOrDefault(peak, Double.NaN);
    return Double.isNaN(rWave) ? OptionalDouble.empty() : OptionalDouble.of(rWave);
  }

  /**
   * The last frame near enough to a peak's R-wave to be its end-diastole; {@code otherwise} if the
   * peak has no R-wave.
   */
  int latest(int peak, int otherwise) {
    OptionalDouble rWave = rWave(peak);
    return rWave.isPresent()
        ? (int) Math.max(peak, Math.floor(rWave.getAsDouble() + near))
        : otherwise;
  }

  private int highestNear(double rWave) {
    int first = (int) Math.max(0, Math.min(volume.length - 1, Math.ceil(rWave - near)));
    int last = (int) Math.max(first, Math.min(volume.length - 1, Math.floor(rWave + near)));
    return IntStream.rangeClosed(first, last)
        .reduce((a, b) -> volume[b] > volume[a] ? b : a)
        .orElseThrow();
  }

  private void dropStill(double stroke) {
    List<Integer> peaks = new ArrayList<>(frames());
    for (int i = 1; i + 1 < peaks.size(); i++) {
      int peak = peaks.get(i);
      double rise = volume[peak] - lowest(peaks.get(i - 1), peak);
      double fall = volume[peak] - lowest(peak, peaks.get(i + 1));
      if (Math.min(rise, fall) < SETTINGS.leastStrokeShare() * stroke) {
        rWaveOf.remove(peak);
      }
    }
  }

  private double lowest(int first, int last) {
    return Arrays.stream(volume, first, last + 1).min().orElseThrow();
  }
}
