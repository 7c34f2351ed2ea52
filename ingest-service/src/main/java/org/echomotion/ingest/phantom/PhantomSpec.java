package org.echomotion.ingest.phantom;

import java.util.Objects;

/**
 * What one phantom shall be. Everything else (geometry, gain, speckle) is drawn from {@code seed}.
 *
 * @param name file name without extension
 * @param seed decides every random choice of this phantom
 * @param look acquisition style
 * @param view apical view
 * @param efPercent true ejection fraction, 5 to 85
 * @param edvMl end-diastolic volume, 20 to 400 ml
 * @param heartRateBpm mean heart rate, 30 to 180
 * @param fps frame rate, 10 to 200 per second
 * @param frames number of frames of the whole clip, at least 2; the first and last beat are partial
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
    int frames) {

  /**
   * @throws IllegalArgumentException when a number lies outside the range stated above
   */
  public PhantomSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(look);
    Objects.requireNonNull(view);
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
