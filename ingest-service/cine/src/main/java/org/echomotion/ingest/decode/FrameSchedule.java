package org.echomotion.ingest.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * The times of a cine's frames, computed from the times in the file. The rate is computed from the
 * usual interval between frames. A pause between two frames is a gap in time and does not make the
 * whole cine slower. An impossible time is replaced.
 *
 * @param rateHz frames per second without gaps
 * @param times without frame times if the frames are equally spaced
 * @param remarks what was replaced, and whether the cine pauses
 */
public record FrameSchedule(double rateHz, StatedTimes times, List<Remark> remarks) {

  /** A rate below 1 or above 1,000 frames per second is an error in the file. */
  private static final double SHORTEST_SECONDS = 0.001;

  private static final double LONGEST_SECONDS = 1;

  /**
   * No frame is missing in an interval that differs from the median by less than this fraction. A
   * cadence of 2 and 3 ticks differs less; one lost frame adds a whole interval.
   */
  private static final double USUAL_WITHIN = 0.6;

  /** Fraction of the intervals that must be usual. */
  private static final double FEWEST_USUAL = 0.5;

  /** Longer pauses are cut to this: no beat is longer, so nothing is measured across them. */
  private static final double LONGEST_GAP_SECONDS = 2;

  /** Beat detection rejects a cine with more than three of four frames missing. */
  private static final double MOST_OVER_USUAL = 4;

  public FrameSchedule {
    remarks = List.copyOf(remarks);
  }

  /** Whether a scanner can have this rate: 1 to 1,000 frames per second. */
  public static boolean isPlausible(double rateHz) {
    return rateHz >= 1 / LONGEST_SECONDS && rateHz <= 1 / SHORTEST_SECONDS;
  }

  /**
   * Computes the schedule from the time of each frame.
   *
   * @param seconds time of each frame in display order, from any origin; NaN if unknown
   * @return empty if most intervals are impossible for a scanner
   */
  public static Optional<FrameSchedule> of(double[] seconds) {
    double[] intervals = intervals(seconds);
    OptionalDouble found = usualInterval(intervals);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    double usual = found.getAsDouble();
    List<Remark> remarks = new ArrayList<>();
    repair(intervals, usual, remarks);
    double mean = Arrays.stream(intervals).sum() / intervals.length;
    if (isEven(intervals, mean)) {
      return Optional.of(new FrameSchedule(1 / mean, StatedTimes.NONE, remarks));
    }
    if (mean > MOST_OVER_USUAL * usual) {
      remarks.add(
          new Remark(
              Remark.Property.TIME,
              Remark.Basis.UNKNOWN,
              SentenceCode.TIMES_MOSTLY_PAUSE.text(),
              true));
      return Optional.of(new FrameSchedule(1 / usual, StatedTimes.NONE, remarks));
    }
    return Optional.of(new FrameSchedule(1 / usual, StatedTimes.after(intervals), remarks));
  }

  /** The same schedule with a further remark, before the others. */
  public FrameSchedule with(Remark remark) {
    return new FrameSchedule(
        rateHz, times, Stream.concat(Stream.of(remark), remarks.stream()).toList());
  }

  /** The same rate without times, for a file that does not state the time of every frame. */
  public FrameSchedule rateAlone() {
    return new FrameSchedule(rateHz, StatedTimes.NONE, remarks);
  }

  /** The schedule of only the cine's first frames. */
  public FrameSchedule first(int count) {
    if (times.frames().size() == count) {
      return this;
    }
    return new FrameSchedule(rateHz, times.first(count, count / rateHz), remarks);
  }

  private static double[] intervals(double[] seconds) {
    double[] intervals = new double[Math.max(0, seconds.length - 1)];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = seconds[i + 1] - seconds[i];
    }
    return intervals;
  }

  /** The mean of the intervals near their median, so that pauses and ticks do not change it. */
  private static OptionalDouble usualInterval(double[] intervals) {
    double[] sound = Arrays.stream(intervals).filter(FrameSchedule::isSound).sorted().toArray();
    if (sound.length == 0) {
      return OptionalDouble.empty();
    }
    double median = sound[sound.length / 2];
    double[] usual = Arrays.stream(sound).filter(each -> isUsual(each, median)).toArray();
    return sound.length == intervals.length || usual.length >= FEWEST_USUAL * intervals.length
        ? Arrays.stream(usual).average()
        : OptionalDouble.empty();
  }

  private static boolean isUsual(double interval, double usual) {
    return Math.abs(interval - usual) < USUAL_WITHIN * usual;
  }

  /** Replaces impossible intervals; afterwards each interval is above 0. */
  private static void repair(double[] intervals, double usual, List<Remark> remarks) {
    boolean replaced = false;
    double longest = 0;
    for (int i = 0; i < intervals.length; i++) {
      if (isSlip(intervals, i, usual)) {
        double two = intervals[i] + intervals[i + 1];
        intervals[i] = two / 2;
        intervals[i + 1] = two / 2;
        replaced = true;
      } else if (Double.isNaN(intervals[i]) || Math.abs(intervals[i]) < SHORTEST_SECONDS) {
        intervals[i] = usual;
        replaced = true;
      } else if (intervals[i] < 0) {
        // A clock that restarts leaves a gap of unknown length.
        boolean slip = intervals[i] > -2 * usual;
        intervals[i] = slip ? usual : LONGEST_GAP_SECONDS;
        replaced |= slip;
      }
      if (intervals[i] > LONGEST_SECONDS) {
        longest = Math.max(longest, intervals[i]);
        intervals[i] = Math.min(intervals[i], LONGEST_GAP_SECONDS);
      }
    }
    if (replaced) {
      remarks.add(
          new Remark(
              Remark.Property.TIME,
              Remark.Basis.DERIVED,
              SentenceCode.TIMES_REPLACED.text(usual * 1_000)));
    }
    if (longest > 0) {
      remarks.add(
          new Remark(
              Remark.Property.TIME,
              Remark.Basis.STATED,
              SentenceCode.TIMES_WITH_PAUSE.text(longest)));
    }
  }

  /** Whether only the time of the frame between these two intervals is wrong. */
  private static boolean isSlip(double[] intervals, int first, double usual) {
    return first + 1 < intervals.length
        && Math.abs(intervals[first] + intervals[first + 1] - 2 * usual) < USUAL_WITHIN * usual
        && !(isSound(intervals[first]) && isSound(intervals[first + 1]));
  }

  private static boolean isSound(double interval) {
    return interval >= SHORTEST_SECONDS && interval <= LONGEST_SECONDS;
  }

  /** Whether every frame is within a quarter of the mean interval of its equally spaced time. */
  private static boolean isEven(double[] intervals, double mean) {
    double at = 0;
    for (int i = 0; i < intervals.length; i++) {
      at += intervals[i];
      if (Math.abs(at - (i + 1) * mean) > 0.25 * mean) {
        return false;
      }
    }
    return true;
  }
}
