package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.echomotion.ef.beats.HeartRate.Source;

/** Computes the heart rate from the turning points of a volume curve. */
final class HeartRateEstimate {

  /**
   * The constants that a result depends on.
   *
   * @param fastestBpm Fastest heart rate, beats per minute.
   * @param slowestBpm Slowest heart rate, beats per minute.
   * @param systoleShare Length of the systole over length of the cycle in EchoNet-Dynamic: 0.32 s
   *     at 70 bpm. The 5th and the 95th percentile are nearly the same.
   */
  public record Settings(double fastestBpm, double slowestBpm, double systoleShare) {
    static final Settings DEFAULT = new Settings(150, 40, 0.372);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final double[] volume;
  private final FrameRate frameRate;
  private final TurningPoints points;

  private HeartRateEstimate(VolumeCurve curve, TurningPoints points) {
    this.volume = curve.smoothed();
    this.frameRate = curve.frameRate();
    this.points = points;
  }

  /**
   * Computes the heart rate from the first of these that is known: the median R-R interval, the
   * median cycle between turning points of one kind, the time from one ejection to the next, the
   * length of the systole.
   *
   * @param rWaves where the beats were split; may be empty
   */
  static Optional<HeartRate> of(
      VolumeCurve curve, TurningPoints points, List<Beat> beats, RWaves rWaves) {
    OptionalDouble cycle = rWaves.cycleSeconds();
    return cycle.isPresent()
        ? Optional.of(new HeartRate(60 / cycle.getAsDouble(), Source.ELECTROCARDIOGRAM))
        : new HeartRateEstimate(curve, points).estimate(beats);
  }

  private Optional<HeartRate> estimate(List<Beat> beats) {
    List<Integer> cycles = new ArrayList<>(cycles(points.endDiastoles()));
    cycles.addAll(cycles(points.endSystoles()));
    if (!cycles.isEmpty()) {
      double median =
          Median.withDefaults().evaluate(cycles.stream().mapToInt(Integer::intValue).toArray());
      return Optional.of(new HeartRate(60 / frameRate.seconds(median), Source.CYCLES));
    }
    Optional<HeartRate> fallToFall =
        cycleFromFallToFall()
            .map(frames -> 60 / frameRate.seconds(frames))
            .filter(HeartRateEstimate::possible)
            .map(bpm -> new HeartRate(bpm, Source.CYCLES));
    if (fallToFall.isPresent()) {
      return fallToFall;
    }
    return beats.stream()
        .filter(beat -> beat.endSystolicFrame() > beat.endDiastolicFrame())
        .findFirst()
        .map(beat -> frameRate.seconds(beat.endSystolicFrame() - beat.endDiastolicFrame()))
        .map(systole -> 60 * SETTINGS.systoleShare() / systole)
        .filter(HeartRateEstimate::possible)
        .map(bpm -> new HeartRate(bpm, Source.SYSTOLE));
  }

  private static boolean possible(double bpm) {
    return bpm >= SETTINGS.slowestBpm() && bpm <= SETTINGS.fastestBpm();
  }

  private List<Integer> cycles(List<Integer> frames) {
    List<Integer> cycles = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      if (points.boundCycle(frames.get(i - 1), frames.get(i))) {
        cycles.add(frames.get(i) - frames.get(i - 1));
      }
    }
    return cycles;
  }

  /**
   * The cycle, in frames, of a clip of about one beat that starts during one ejection and ends
   * during the next. The volume falls through the same level in both ejections, one cycle apart.
   * Empty if the second fall ends far above the first.
   */
  private Optional<Double> cycleFromFallToFall() {
    List<Integer> seen = points.endDiastoles().stream().filter(points::seen).toList();
    if (seen.size() != 1) {
      return Optional.empty();
    }
    int diastole = seen.get(0);
    int systole = points.endSystoles().get(points.endDiastoles().indexOf(diastole));
    if (systole == TurningPoints.NONE) {
      return Optional.empty();
    }
    int end = volume.length - 1;
    double highestInBoth = Math.min(volume[0], volume[diastole]);
    double lowestInBoth = Math.max(volume[systole], volume[end]);
    if (highestInBoth <= lowestInBoth) {
      return justShortOfACycle(end);
    }
    double level = (highestInBoth + lowestInBoth) / 2;
    return Optional.of(fallsThrough(level, diastole, end) - fallsThrough(level, 0, systole));
  }

  /** The cycle of a clip that ends just before its last fall reaches the clip's first volume. */
  private Optional<Double> justShortOfACycle(int end) {
    int step = frameRate.frames(TurningPoints.SETTINGS.levelSeconds(), 2);
    double fallPerFrame = (volume[end - step] - volume[end]) / step;
    double missing = volume[end] - volume[0];
    boolean near =
        missing >= 0 && missing <= TurningPoints.SETTINGS.likenessShare() * points.stroke();
    return near && fallPerFrame > 0 ? Optional.of(end + missing / fallPerFrame) : Optional.empty();
  }

  /** Where the curve first falls through {@code level}, in frames, interpolated. */
  private double fallsThrough(double level, int first, int last) {
    int frame = first;
    while (frame < last - 1 && volume[frame + 1] > level) {
      frame++;
    }
    return frame + (volume[frame] - level) / (volume[frame] - volume[frame + 1]);
  }
}
