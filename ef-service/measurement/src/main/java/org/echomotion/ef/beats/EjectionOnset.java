package org.echomotion.ef.beats;

/**
 * Finds where an ejection begins on a volume curve. This is not always the highest point. Without
 * an atrial kick, or at a slow heart rate, the filled ventricle rests, and noise decides which
 * point of the plateau is highest. The onset is therefore computed from the falling limb: a half
 * cosine is fitted through the times when two fractions of the stroke volume are ejected, and its
 * start is the onset.
 */
final class EjectionOnset {

  /**
   * Fractions of the stroke volume that mark the start of the ejection.
   *
   * @param firstShare fraction ejected at the first time
   * @param secondShare fraction ejected at the second time
   * @param startOverDistance distance from the start to the first time, over the distance between
   *     the two times. Derived for half a cosine over time to the power of 1.1, the usual shape of
   *     an ejection
   */
  public record Limb(double firstShare, double secondShare, double startOverDistance) {}

  /**
   * The constants that a result depends on.
   *
   * @param upper upper part of the falling limb
   * @param lower lower part of the falling limb
   * @param nearOnsetSeconds the search for the highest point begins this long before the rough
   *     start
   */
  public record Settings(Limb upper, Limb lower, double nearOnsetSeconds) {
    static final Settings DEFAULT =
        new Settings(new Limb(0.2, 0.6, 1.2), new Limb(0.5, 0.8, 2.7), 0.1);
  }

  /** The settings in use. */
  public static final Settings SETTINGS = Settings.DEFAULT;

  private final double[] volume;
  private final FrameRate frameRate;

  EjectionOnset(double[] volume, FrameRate frameRate) {
    this.volume = volume;
    this.frameRate = frameRate;
  }

  /** The frame where the ejection between a peak and the following trough begins. */
  int after(int peak, int trough) {
    // First a rough start from the lower part of the limb. Drift of the resting, filled ventricle
    // moves the upper part.
    double rough = start(volume[peak], trough, peak, SETTINGS.lower());
    int before = (int) Math.round(rough - SETTINGS.nearOnsetSeconds() * frameRate.hertz());
    int top = peak;
    if (before > peak) {
      top = before;
      for (int frame = before; frame < trough; frame++) {
        top = volume[frame] > volume[top] ? frame : top;
      }
    }
    return (int) Math.max(top, Math.round(start(volume[top], trough, top, SETTINGS.upper())));
  }

  /** The start of a half cosine from {@code top} down to the trough, in frames. */
  private double start(double top, int trough, int earliest, Limb limb) {
    double depth = top - volume[trough];
    double first = lastAbove(top - limb.firstShare() * depth, earliest, trough);
    double second = lastAbove(top - limb.secondShare() * depth, earliest, trough);
    return first - limb.startOverDistance() * (second - first);
  }

  /** The last time the curve falls through {@code level}, in frames, interpolated. */
  private double lastAbove(double level, int first, int last) {
    int frame = last - 1;
    while (frame > first && volume[frame] < level) {
      frame--;
    }
    return frame + (volume[frame] - level) / (volume[frame] - volume[frame + 1]);
  }
}
