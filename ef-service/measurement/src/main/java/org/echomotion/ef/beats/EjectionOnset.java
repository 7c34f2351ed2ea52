package org.echomotion.ef.beats;

import java.util.List;

/**
 * Where an ejection begins on a volume curve. That need not be the highest point: without an atrial
 * kick, or at a slow rate, the filled ventricle rests, and the highest point of such a plateau is
 * chance. So the falling limb is followed back: from the times at which two shares of the stroke
 * are ejected, the start of a half cosine through both is found.
 */
final class EjectionOnset {

  /** Stroke shares by which the start of an ejection is told, and where it is from them. */
  private record Limb(double first, double second, double startOverDistance) {}

  /**
   * Of half a cosine over time to the power of 1.1, which ejections follow: its start lies this
   * many times the distance between the two shares before the first.
   */
  private static final Limb UPPER_LIMB = new Limb(0.2, 0.6, 1.2);

  private static final Limb LOWER_LIMB = new Limb(0.5, 0.8, 2.7);
  private static final double NEAR_ONSET_SECONDS = 0.1;

  static final String SETTINGS = "onset=" + List.of(UPPER_LIMB, LOWER_LIMB, NEAR_ONSET_SECONDS);

  private final double[] volume;
  private final FrameRate frameRate;

  EjectionOnset(double[] volume, FrameRate frameRate) {
    this.volume = volume;
    this.frameRate = frameRate;
  }

  /** The frame at which the ejection between a peak and the trough after it begins. */
  int after(int peak, int trough) {
    // Roughly first, from the lower part of the limb: a filled ventricle that drifts while it rests
    // moves the upper part.
    double rough = start(volume[peak], trough, peak, LOWER_LIMB);
    int before = (int) Math.round(rough - NEAR_ONSET_SECONDS * frameRate.hertz());
    int top = peak;
    if (before > peak) {
      top = before;
      for (int frame = before; frame < trough; frame++) {
        top = volume[frame] > volume[top] ? frame : top;
      }
    }
    return (int) Math.max(top, Math.round(start(volume[top], trough, top, UPPER_LIMB)));
  }

  /** Where a half cosine from {@code top} down to the trough begins, in frames. */
  private double start(double top, int trough, int earliest, Limb limb) {
    double depth = top - volume[trough];
    double first = lastAbove(top - limb.first() * depth, earliest, trough);
    double second = lastAbove(top - limb.second() * depth, earliest, trough);
    return first - limb.startOverDistance() * (second - first);
  }

  /** When the curve falls through {@code level} for the last time, in frames, between samples. */
  private double lastAbove(double level, int first, int last) {
    int frame = last - 1;
    while (frame > first && volume[frame] < level) {
      frame--;
    }
    return frame + (volume[frame] - level) / (volume[frame] - volume[frame + 1]);
  }
}
