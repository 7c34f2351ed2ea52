package org.echomotion.segmentation.outline;

/**
 * Settings of the outline that can change a result.
 *
 * @param minimumAreaPx smallest mask that counts as a left ventricle, in working pixels; less is
 *     taken for noise. The smallest end-systolic cavities in a 112 x 112 frame have several hundred
 * @param boundaryRadiusPx pixels whose centres are at most this far from the contour make the
 *     boundary entropy
 */
public record OutlineSettings(int minimumAreaPx, double boundaryRadiusPx) {

  /** What the service uses unless it is configured otherwise. */
  public static final OutlineSettings STANDARD = new OutlineSettings(64, 2.0);

  /** Steps between probability 0 and 1. */
  public static final int LEVELS = 65_535;

  /** Probability 0.5, the outline's, in steps. */
  static final double HALF = LEVELS / 2.0;

  /** Raised whenever the outline of the same probabilities comes out otherwise. */
  private static final int ALGORITHM = 1;

  public OutlineSettings {
    if (minimumAreaPx < 1 || !(boundaryRadiusPx > 0)) {
      throw new IllegalArgumentException(
          "The minimum area must be at least 1, and the radius above 0.");
    }
  }

  /** Returns one line that differs where results may differ: the record names every component. */
  public String canonical() {
    return "outline algorithm=" + ALGORITHM + " levels=" + LEVELS + " " + this;
  }
}
