package org.echomotion.ef.beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Equally spaced points in time on which beats are found, and how a clip's frames lie on them.
 * Where the frames are equally spaced themselves, each frame is a point. Where they are not, the
 * points are as far apart as frames usually are, and a volume between two frames is interpolated;
 * where a frame is missing there is no volume, as on a frame without an outline.
 */
public final class TimeGrid {

  /**
   * The constants that a result depends on.
   *
   * @param gapPoints Frames farther apart than this many points have a frame missing between them.
   */
  public record Settings(double gapPoints) {
    static final Settings DEFAULT = new Settings(1.5);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final FrameRate frameRate;
  private final int frameCount;

  /** Place of each frame, in points; empty where each is a point. */
  private final Optional<double[]> places;

  private TimeGrid(FrameRate frameRate, int frameCount, Optional<double[]> places) {
    this.frameRate = frameRate;
    this.frameCount = frameCount;
    this.places = places;
  }

  /** Of equally spaced frames. */
  public static TimeGrid even(int frameCount, FrameRate frameRate) {
    return new TimeGrid(frameRate, frameCount, Optional.empty());
  }

  /** Of frames that are not equally spaced. */
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
   * The volumes on the points.
   *
   * @param volumes one per frame; empty where there is none
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

  /** The frame nearest to a point; the earlier of two. */
  public int frame(int point) {
    return places.isEmpty() ? point : nearest(point);
  }

  /** The point nearest to a frame. */
  public int point(int frame) {
    return places.map(at -> (int) Math.round(at[frame])).orElse(frame);
  }

  /** The smoothed volume of a curve on these points at the time of a frame. */
  public double at(VolumeCurve curve, int frame) {
    if (places.isEmpty()) {
      return curve.at(frame);
    }
    double place = Math.min(places.get()[frame], curve.frameCount() - 1);
    int before = (int) place;
    int after = Math.min(before + 1, curve.frameCount() - 1);
    return curve.at(before) + (place - before) * (curve.at(after) - curve.at(before));
  }

  /** The beat with its frames counted on the clip's frames; its cycle stays in points. */
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
