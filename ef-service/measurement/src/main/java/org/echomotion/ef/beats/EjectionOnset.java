package org.echomotion.ef.beats;

/**
 * Where an ejection begins on a volume curve. That need not be the highest point: without an atrial
 * kick, or at a slow rate, the filled ventricle rests, and the highest point of such a plateau is
 * chance. So the falling limb is followed back: from the times at which two shares of the stroke
 * are ejected, the start of a half cosine through both is found.
 */
final class EjectionOnset {

  /**
   * Fractions of the stroke volume that mark the start of the ejection.
   *
   * @param firstShare fraction ejected at the first time
   * @param secondShare fraction ejected at the second time
   * @param startOverDistance the start lies this many times the distance between the two times
   *     before the first; of half a cosine over time to the power of 1.1, which ejections follow
   */
  public record Limb(double firstShare, double secondShare, double startOverDistance) {}

  /**
   * The constants that a result depends on.
   *
   * @param upper upper part of the falling limb
   * @param lower lower part of the falling limb
   * @param nearOnsetSeconds the highest point is sought from this time before the rough start
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

  /** The frame at which the ejection between a peak and the trough after it begins. */
  int after(int peak, int trough) {
    // Roughly first, from the lower part of the limb: a filled ventricle that drifts while it rests
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

  /** Where a half cosine from {@code top} down to the trough begins, in frames. */
  private double start(double top, int trough, int earliest, Limb limb) {
    double depth = top - volume[trough];
    double first = lastAbove(top - limb.firstShare() * depth, earliest, trough);
    double second = lastAbove(top - limb.secondShare() * depth, earliest, trough);
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
