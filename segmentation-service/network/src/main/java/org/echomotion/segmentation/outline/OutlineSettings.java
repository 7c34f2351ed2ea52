package org.echomotion.segmentation.outline;

/**
 * Settings of the outline that can change a result.
 *
 * @param minimumAreaPx smallest area of a left ventricle, in working pixels; smaller masks are
 *     treated as noise. The smallest end-systolic cavities in a 112 x 112 frame have several
 *     hundred pixels
 * @param boundaryRadiusPx largest distance of pixel centres from the contour for the boundary
 *     entropy
 */
public record OutlineSettings(int minimumAreaPx, double boundaryRadiusPx) {

  /** The service's defaults. */
  public static final OutlineSettings STANDARD = new OutlineSettings(64, 2.0);

  /** Number of steps between probability 0 and 1. */
  public static final int LEVELS = 65_535;

  /** Probability 0.5 of the outline, in steps. */
  static final double HALF = LEVELS / 2.0;

  /** Version of the algorithm. Raise it whenever the outline of the same probabilities changes. */
  private static final int ALGORITHM = 1;

  public OutlineSettings {
    if (minimumAreaPx < 1 || !(boundaryRadiusPx > 0)) {
      throw new IllegalArgumentException(
          "The minimum area must be at least 1, and the radius above 0.");
    }
  }

  /** Returns one line that differs if results may differ: the record's text has every component. */
  public String canonical() {
    return "outline algorithm=" + ALGORITHM + " levels=" + LEVELS + " " + this;
  }
}
