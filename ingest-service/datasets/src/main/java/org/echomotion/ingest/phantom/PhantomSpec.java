package org.echomotion.ingest.phantom;

import java.util.Objects;
import org.echomotion.ingest.phantom.picture.Look;

/**
 * The specification of one phantom. Everything else (geometry, gain, speckle) is drawn from {@code
 * seed}.
 *
 * @param name file name without extension
 * @param seed decides every random choice of this phantom
 * @param look acquisition style
 * @param view apical view
 * @param efPercent true ejection fraction, 5 to 85
 * @param edvMl end-diastolic volume, 20 to 400 ml
 * @param heartRateBpm mean heart rate, 30 to 180
 * @param fps frame rate, 10 to 200 per second
 * @param frames number of frames of the whole clip, including dropped ones, at least 2; the first
 *     and last beat are partial
 * @param acquisition rhythm, drift and dropped frames
 */
public record PhantomSpec(
    String name,
    long seed,
    Look look,
    ApicalView view,
    double efPercent,
    double edvMl,
    double heartRateBpm,
    double fps,
    int frames,
    Acquisition acquisition) {

  /** A phantom with a steady probe, no dropped frames, and a rhythm drawn as in public clips. */
  public PhantomSpec(
      String name,
      long seed,
      Look look,
      ApicalView view,
      double efPercent,
      double edvMl,
      double heartRateBpm,
      double fps,
      int frames) {
    this(name, seed, look, view, efPercent, edvMl, heartRateBpm, fps, frames, Acquisition.STEADY);
  }

  /**
   * @throws IllegalArgumentException if a number is outside the range stated above
   */
  public PhantomSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(look);
    Objects.requireNonNull(view);
    Objects.requireNonNull(acquisition);
    within("efPercent", efPercent, 5, 85);
    within("edvMl", edvMl, 20, 400);
    within("heartRateBpm", heartRateBpm, 30, 180);
    within("fps", fps, 10, 200);
    within("frames", frames, 2, 100_000);
  }

  private static void within(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          what + " must be between " + low + " and " + high + ", not " + value);
    }
  }
}
