package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Finds the heart beats on a volume curve. {@link TurningPoints} finds end-diastoles and
 * end-systoles. Only those that the clip shows become beats. A clip of about one beat gives one
 * incomplete beat if it shows an end-diastole and an end-systole.
 */
public final class BeatFinder {

  /**
   * The constants that a result depends on.
   *
   * @param strokeOverJitter A stroke below this many times the outlines' jitter is not
   *     distinguished from noise.
   * @param shortestSeconds No beat is detected in a shorter clip. This is the shortest cycle minus
   *     its plateau.
   */
  public record Settings(double strokeOverJitter, double shortestSeconds) {
    static final Settings DEFAULT = new Settings(4.5, 0.3);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private static final String MISFIT =
      "Fewer than half of the R-waves are near an end-diastole of the volume curve.";

  private final VolumeCurve curve;
  private final double[] volume;

  private BeatFinder(VolumeCurve curve) {
    this.curve = curve;
    this.volume = curve.smoothed();
  }

  /**
   * The detected beats and the heart rate.
   *
   * @param beats complete and incomplete beats in time order; empty if no beat was detected
   * @param heartRate empty if neither a cycle nor a systole was detected
   * @param electrocardiogram empty if the clip has none
   */
  public record Rhythm(
      List<Beat> beats,
      Optional<HeartRate> heartRate,
      Optional<Electrocardiogram> electrocardiogram) {

    public Rhythm {
      beats = List.copyOf(beats);
    }

    /** The result for a clip without beats. */
    public static Rhythm none(RWaves rWaves) {
      return new Rhythm(
          List.of(),
          Optional.empty(),
          Electrocardiogram.of(rWaves, Optional.of("No beat was found on the volume curve.")));
    }
  }

  /** Finds beats on the curve alone. */
  public static Rhythm find(VolumeCurve curve) {
    return find(curve, RWaves.NONE);
  }

  /**
   * Finds beats on the curve, and splits them at the R-waves if these match the curve.
   *
   * @param rWaves in seconds from the curve's first point; may be empty
   */
  public static Rhythm find(VolumeCurve curve, RWaves rWaves) {
    return new BeatFinder(curve).rhythm(rWaves);
  }

  private Rhythm rhythm(RWaves rWaves) {
    double stroke = stroke();
    boolean tooShort = curve.durationSeconds() < SETTINGS.shortestSeconds();
    if (tooShort || stroke <= SETTINGS.strokeOverJitter() * curve.jitter() || stroke <= 0) {
      return Rhythm.none(rWaves);
    }
    TurningPoints own = TurningPoints.of(curve, stroke);
    boolean fitting = RWavePeaks.fit(rWaves, curve.frameRate(), own.endDiastoles());
    RWaves parting = fitting ? rWaves : RWaves.NONE;
    TurningPoints points = parting.isEmpty() ? own : own.partedBy(parting);
    List<Beat> beats = beats(points);
    return new Rhythm(
        beats,
        HeartRateEstimate.of(curve, points, beats, parting),
        Electrocardiogram.of(rWaves, fitting ? Optional.empty() : Optional.of(MISFIT)));
  }

  /**
   * The stroke: highest minus lowest volume in a window of the longest cycle, as the median over
   * all windows of the clip. The range of the whole clip would mistake drift for a stroke.
   */
  private double stroke() {
    int window =
        Math.min(
            volume.length,
            curve.frameRate().frames(60 / HeartRateEstimate.SETTINGS.slowestBpm(), 2));
    double[] ranges = new double[volume.length - window + 1];
    for (int i = 0; i < ranges.length; i++) {
      double[] sorted = Arrays.copyOfRange(volume, i, i + window);
      Arrays.sort(sorted);
      // Trim both extremes, so that one bad frame does not set the scale.
      int trim = window / 50;
      ranges[i] = sorted[window - 1 - trim] - sorted[trim];
    }
    return Median.withDefaults().evaluate(ranges);
  }

  private List<Beat> beats(TurningPoints points) {
    List<Integer> endDiastoles = points.endDiastoles();
    List<Integer> endSystoles = points.endSystoles();
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < endDiastoles.size(); i++) {
      int start = endDiastoles.get(i);
      int systole = endSystoles.get(i + 1);
      boolean last = i + 1 == endDiastoles.size();
      if (!points.seen(start) || !points.seen(systole)) {
        continue;
      }
      boolean complete = !last && points.boundCycle(start, endDiastoles.get(i + 1));
      int end = last ? volume.length - 1 : endDiastoles.get(i + 1);
      double cycle = complete ? points.cycle(start, end) : end - start;
      beats.add(beat(start, systole, end, complete, cycle));
    }
    if (beats.isEmpty()) {
      // The clip starts during an ejection: use its end-systole and the end-diastole after it.
      for (int i = 0; i < endDiastoles.size() && beats.isEmpty(); i++) {
        if (points.opensWith(endSystoles.get(i))
            && points.seen(endDiastoles.get(i))
            && points.ejects(endDiastoles.get(i))) {
          beats.add(beat(endDiastoles.get(i), endSystoles.get(i), volume.length - 1, false));
        }
      }
    }
    return beats;
  }

  private Beat beat(int diastole, int systole, int end, boolean complete) {
    return beat(diastole, systole, end, complete, end - diastole);
  }

  private Beat beat(int diastole, int systole, int end, boolean complete, double cycle) {
    return new Beat(diastole, systole, end, complete, volume[diastole], volume[systole], cycle);
  }
}
