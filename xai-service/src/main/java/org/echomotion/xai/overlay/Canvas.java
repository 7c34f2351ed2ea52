package org.echomotion.xai.overlay;

import org.echomotion.contract.ingest.v1.Geometry;

/**
 * The position of a clip's frames on an enlarged picture of {@code width} by {@code height} pixels.
 * Both are even, as required for video.
 *
 * <p>Canvas coordinates are Java 2D's: the left edge of the leftmost pixel is at 0, its centre at
 * 0.5. Working coordinates have 0 at the centre of the first pixel.
 *
 * @param width columns of the enlarged picture
 * @param height rows of the enlarged picture
 * @param geometry mapping between display and working frames
 */
public record Canvas(int width, int height, Geometry geometry) {

  /** Video encoders reject shorter sides. */
  private static final int SHORTEST = 16;

  /**
   * Creates a canvas with a longer side of {@code longerSide} pixels and the display frames' aspect
   * ratio.
   */
  public static Canvas of(Geometry geometry, int longerSide) {
    double scale =
        (double) longerSide / Math.max(geometry.getDisplayWidth(), geometry.getDisplayHeight());
    return new Canvas(
        even(geometry.getDisplayWidth() * scale),
        even(geometry.getDisplayHeight() * scale),
        geometry);
  }

  private static int even(double length) {
    return Math.max(SHORTEST, 2 * (int) Math.round(length / 2));
  }

  /** Canvas column of a working column: the geometry's formula, solved for the display column. */
  public double x(double workingX) {
    double displayEdge = (workingX + 0.5 - geometry.getOffsetX()) / geometry.getWorkingScale();
    return displayEdge * width / geometry.getDisplayWidth();
  }

  /** Canvas row of a working row. */
  public double y(double workingY) {
    double displayEdge = (workingY + 0.5 - geometry.getOffsetY()) / geometry.getWorkingScale();
    return displayEdge * height / geometry.getDisplayHeight();
  }

  /** Working column of a canvas column. */
  public double workingX(double x) {
    return x * geometry.getDisplayWidth() / width * geometry.getWorkingScale()
        + geometry.getOffsetX()
        - 0.5;
  }

  /** Working row of a canvas row. */
  public double workingY(double y) {
    return y * geometry.getDisplayHeight() / height * geometry.getWorkingScale()
        + geometry.getOffsetY()
        - 0.5;
  }
}
