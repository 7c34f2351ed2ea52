package org.echomotion.ef.beats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The times of a clip's frames, if the frames are not equally spaced.
 *
 * @param seconds from the first frame, increasing; one for each frame, at least 2
 */
public record FrameTimes(List<Double> seconds) {

  /**
   * The constants that a result depends on.
   *
   * @param mostPointsPerFrame Times that need more grid points per frame than this are invalid: no
   *     scanner records such times.
   */
  public record Settings(double mostPointsPerFrame) {
    static final Settings DEFAULT = new Settings(8);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  public FrameTimes {
    seconds = List.copyOf(seconds);
    if (seconds.size() < 2 || seconds.get(0) != 0) {
      throw new IllegalArgumentException("frame times must begin at 0, and at least 2 are needed");
    }
    for (int i = 1; i < seconds.size(); i++) {
      if (!(seconds.get(i) > seconds.get(i - 1)) || !Double.isFinite(seconds.get(i))) {
        throw new IllegalArgumentException("frame times must increase");
      }
    }
    if (last(seconds) / usualInterval(seconds) > SETTINGS.mostPointsPerFrame() * seconds.size()) {
      throw new IllegalArgumentException("most of the frames are missing");
    }
  }

  /**
   * The times of a clip's frames; empty if the frames are equally spaced.
   *
   * @param seconds one per frame, or empty if the frames are equally spaced
   * @throws IllegalArgumentException if the times are not valid for {@code frameCount} frames
   */
  public static Optional<FrameTimes> of(List<Double> seconds, int frameCount) {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    if (seconds.size() != frameCount) {
      throw new IllegalArgumentException("there must be one time per frame, or none at all");
    }
    return Optional.of(new FrameTimes(seconds));
  }

  /**
   * Seconds between frames if no frame is missing. It is the mean of the intervals that differ from
   * the median by less than half the median, so gaps and the resolution of the clock do not change
   * it.
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
