package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Equally spaced points in time for finding beats, and the position of each frame on them. If the
 * frames are equally spaced, each frame is a point. Otherwise the points are one usual frame
 * interval apart, and volumes between two frames are interpolated. Where a frame is missing, the
 * points have no volume, like a frame without an outline.
 */
public final class TimeGrid {

  /**
   * The constants that a result depends on.
   *
   * @param gapPoints If two frames are farther apart than this many points, a frame is missing
   *     between them.
   */
  public record Settings(double gapPoints) {
    static final Settings DEFAULT = new Settings(1.5);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final FrameRate frameRate;
  private final int frameCount;

  /** Position of each frame, in points; empty if each frame is a point. */
  private final Optional<double[]> places;

  private TimeGrid(FrameRate frameRate, int frameCount, Optional<double[]> places) {
    this.frameRate = frameRate;
    this.frameCount = frameCount;
    this.places = places;
  }

  /** The grid of equally spaced frames. */
  public static TimeGrid even(int frameCount, FrameRate frameRate) {
    return new TimeGrid(frameRate, frameCount, Optional.empty());
  }

  /** The grid of frames that are not equally spaced. */
  public static TimeGrid of(FrameTimes times) {
    double interval = times.usualInterval();
    return new TimeGrid(
        new FrameRate(1 / interval),
        times.seconds().size(),
        Optional.of(times.seconds().stream().mapToDouble(t -> t / interval).toArray()));
  }

  /** Points per second. */
  public FrameRate frameRate() {
    return frameRate;
  }

  /**
   * Computes the volume at each point.
   *
   * @param volumes one per frame; empty if the frame has no volume
   */
  public List<OptionalDouble> spread(List<OptionalDouble> volumes) {
    if (places.isEmpty()) {
      return volumes;
    }
    double[] at = places.get();
    List<OptionalDouble> spread = new ArrayList<>();
    int after = 1;
    for (int point = 0; point <= Math.round(at[frameCount - 1]); point++) {
      while (after < frameCount - 1 && at[after] < point) {
        after++;
      }
      double share = Math.min(1, (point - at[after - 1]) / (at[after] - at[after - 1]));
      OptionalDouble before = volumes.get(after - 1);
      OptionalDouble behind = volumes.get(after);
      boolean between =
          before.isPresent()
              && behind.isPresent()
              && at[after] - at[after - 1] <= SETTINGS.gapPoints();
      if (between) {
        spread.add(
            OptionalDouble.of(
                before.getAsDouble() + share * (behind.getAsDouble() - before.getAsDouble())));
      } else {
        int nearest = nearest(point);
        boolean here = Math.abs(at[nearest] - point) <= 0.5;
        spread.add(here ? volumes.get(nearest) : OptionalDouble.empty());
      }
    }
    return spread;
  }

  /** The frame nearest to a point; the earlier one of two equally near frames. */
  public int frame(int point) {
    return places.isEmpty() ? point : nearest(point);
  }

  /** The point nearest to a frame. */
  public int point(int frame) {
    return places.map(at -> (int) Math.round(at[frame])).orElse(frame);
  }

  /** The smoothed volume at the time of a frame, from a curve on these points. */
  public double at(VolumeCurve curve, int frame) {
    if (places.isEmpty()) {
      return curve.at(frame);
    }
    double place = Math.min(places.get()[frame], curve.frameCount() - 1);
    int before = (int) place;
    int after = Math.min(before + 1, curve.frameCount() - 1);
    return curve.at(before) + (place - before) * (curve.at(after) - curve.at(before));
  }

  /** The beat with its points converted to the clip's frames. Its cycle stays in points. */
  public AssessedBeat onFrames(AssessedBeat assessed) {
    Beat beat = assessed.beat();
    return places.isEmpty()
        ? assessed
        : new AssessedBeat(
            beat.at(
                frame(beat.endDiastolicFrame()),
                frame(beat.endSystolicFrame()),
                frame(beat.endFrame())),
            assessed.kind(),
            assessed.exclusion());
  }

  private int nearest(double point) {
    double[] at = places.orElseThrow();
    int nearest = 0;
    for (int frame = 1; frame < frameCount; frame++) {
      nearest = Math.abs(at[frame] - point) < Math.abs(at[nearest] - point) ? frame : nearest;
    }
    return nearest;
  }
}
