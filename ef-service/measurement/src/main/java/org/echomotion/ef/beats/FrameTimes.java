package org.echomotion.ef.beats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/**
 * When each frame of a clip was taken, where the frames are not equally spaced.
 *
 * @param seconds from the first frame, increasing; one for each frame, at least 2
 */
public record FrameTimes(List<Double> seconds) {

  /**
   * The constants that a result depends on.
   *
   * @param mostPointsPerFrame Times that would need more grid points than this for each frame are
   *     not a scanner's.
   */
  public record Settings(double mostPointsPerFrame) {
    static final Settings DEFAULT = new Settings(8);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  public FrameTimes {
    seconds = List.copyOf(seconds);
    if (seconds.size() < 2 || seconds.get(0) != 0) {
      throw new IllegalArgumentException("frame times begin at 0, and there are two or more");
    }
    for (int i = 1; i < seconds.size(); i++) {
      if (!(seconds.get(i) > seconds.get(i - 1)) || !Double.isFinite(seconds.get(i))) {
        throw new IllegalArgumentException("frame times increase");
      }
    }
    if (last(seconds) / usualInterval(seconds) > SETTINGS.mostPointsPerFrame() * seconds.size()) {
      throw new IllegalArgumentException("most of the frames are missing");
    }
  }

  /**
   * The times of a clip's frames; empty where the frames are equally spaced.
   *
   * @param seconds may be empty: the frames are equally spaced then
   * @throws IllegalArgumentException if they are none that {@code frameCount} frames can have
   */
  public static Optional<FrameTimes> of(List<Double> seconds, int frameCount) {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    if (seconds.size() != frameCount) {
      throw new IllegalArgumentException("each frame has its time, or none has");
    }
    return Optional.of(new FrameTimes(seconds));
  }

  /**
   * Seconds between frames where none is missing: the mean of the intervals that differ from the
   * median by less than half of it, so that neither a gap nor the clock's ticks move it.
   */
  double usualInterval() {
    return usualInterval(seconds);
  }

  double last() {
    return last(seconds);
  }

  private static double last(List<Double> seconds) {
    return seconds.get(seconds.size() - 1);
  }

  private static double usualInterval(List<Double> seconds) {
    double[] intervals = new double[seconds.size() - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = seconds.get(i + 1) - seconds.get(i);
    }
    Arrays.sort(intervals);
    double median = Median.withDefaults().withCopy(true).evaluate(intervals);
    return Arrays.stream(intervals)
        .filter(interval -> Math.abs(interval - median) < median / 2)
        .average()
        .orElse(median);
  }
}
