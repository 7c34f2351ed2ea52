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

  /** R-waves follow each other at no more than 300 beats per minute. */
  private static final double SHORTEST_CYCLE_SECONDS = 0.2;

  public StatedTimes {
    frames = List.copyOf(frames);
    rWaves = List.copyOf(rWaves);
  }

  /**
   * Frame times without R-waves.
   *
   * @param intervals seconds between neighbouring frames, each above 0; one fewer than frames
   */
  static StatedTimes after(double[] intervals) {
    double[] seconds = new double[intervals.length + 1];
    for (int i = 0; i < intervals.length; i++) {
      seconds[i + 1] = seconds[i] + intervals[i];
    }
    return new StatedTimes(boxed(Arrays.stream(seconds)), List.of());
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

  private static List<Double> boxed(DoubleStream values) {
    return values.boxed().toList();
  }
}
