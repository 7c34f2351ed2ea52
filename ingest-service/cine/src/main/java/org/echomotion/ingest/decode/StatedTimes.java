package org.echomotion.ingest.decode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Times that a file states, in seconds from its first frame.
 *
 * @param frames when each frame was taken, from 0, increasing; empty where the frames are equally
 *     spaced, or the file does not state them
 * @param rWaves when the electrocardiogram's R-waves were, increasing, within the cine; empty where
 *     the file states none
 */
public record StatedTimes(List<Double> frames, List<Double> rWaves) {

  /** Of a file that states none. */
  public static final StatedTimes NONE = new StatedTimes(List.of(), List.of());

  /** Frames are equally spaced where none is further off than this share of their mean interval. */
  private static final double EVEN = 0.25;

  /** No scanner waits longer for its next frame, or is quicker; a slip of unit is. */
  private static final double LONGEST_SECONDS = 1;

  private static final double SHORTEST_SECONDS = 0.001;

  /** A cine that lacks more than three frames of four has implausible times. */
  private static final double MOST_OVER_MEDIAN = 4;

  /** R-waves follow each other at no more than 300 beats per minute. */
  private static final double SHORTEST_CYCLE_SECONDS = 0.2;

  public StatedTimes {
    frames = List.copyOf(frames);
    rWaves = List.copyOf(rWaves);
  }

  /**
   * Frame times without R-waves.
   *
   * @param seconds of each frame, from any origin; all are dropped if they are implausible
   */
  public static StatedTimes ofFrames(double[] seconds) {
    return believable(seconds) && !even(seconds)
        ? new StatedTimes(boxed(Arrays.stream(seconds).map(t -> t - seconds[0])), List.of())
        : NONE;
  }

  /**
   * The same frame times with R-waves. Those outside the cine are left out; where any is not
   * finite, or they do not increase as a heart's, all are.
   *
   * @param seconds of each, from the first frame
   * @param durationSeconds of the cine
   */
  public StatedTimes withRWaves(double[] seconds, double durationSeconds) {
    for (int i = 0; i < seconds.length; i++) {
      boolean late = i == 0 || seconds[i] - seconds[i - 1] >= SHORTEST_CYCLE_SECONDS;
      if (!Double.isFinite(seconds[i]) || !late) {
        return new StatedTimes(frames, List.of());
      }
    }
    return new StatedTimes(
        frames, boxed(Arrays.stream(seconds).filter(t -> t >= 0 && t <= durationSeconds)));
  }

  /**
   * Those of a cine's first frames alone.
   *
   * @param count of the frames
   * @param durationSeconds of them; R-waves after it are left out if frames are equally spaced
   */
  public StatedTimes first(int count, double durationSeconds) {
    double end = frames.isEmpty() ? durationSeconds : frames.get(count - 1);
    return new StatedTimes(
        frames.isEmpty() ? frames : frames.subList(0, count),
        rWaves.stream().filter(t -> t <= end).toList());
  }

  private static boolean believable(double[] seconds) {
    if (seconds.length < 3) {
      return false;
    }
    double[] intervals = new double[seconds.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = seconds[i + 1] - seconds[i];
      if (!(intervals[i] >= SHORTEST_SECONDS && intervals[i] <= LONGEST_SECONDS)) {
        return false;
      }
    }
    Arrays.sort(intervals);
    double median = intervals[intervals.length / 2];
    return meanInterval(seconds) <= MOST_OVER_MEDIAN * median;
  }

  private static boolean even(double[] seconds) {
    double step = meanInterval(seconds);
    for (int i = 0; i < seconds.length; i++) {
      if (Math.abs(seconds[i] - seconds[0] - i * step) > EVEN * step) {
        return false;
      }
    }
    return true;
  }

  private static double meanInterval(double[] seconds) {
    return (seconds[seconds.length - 1] - seconds[0]) / (seconds.length - 1);
  }

  private static List<Double> boxed(DoubleStream values) {
    return values.boxed().toList();
  }
}
