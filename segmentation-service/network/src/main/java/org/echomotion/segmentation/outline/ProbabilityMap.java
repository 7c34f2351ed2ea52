package org.echomotion.segmentation.outline;

/**
 * Left-ventricle probabilities of one frame, rounded to steps of 1/{@value OutlineSettings#LEVELS}.
 * Rounding removes insignificant digits, and 0.5 is between two steps. No pixel is exactly on the
 * contour, so the contour has no special cases.
 */
public final class ProbabilityMap {

  private final int height;
  private final int width;
  private final int[] steps;

  /**
   * @param probabilities float32 [height, width] row-major, 0..1
   * @throws IllegalArgumentException if the length does not match or a value is not in 0..1
   */
  public ProbabilityMap(int height, int width, float[] probabilities) {
    if (probabilities.length != height * width) {
      throw new IllegalArgumentException(
          "Expected " + height + " x " + width + " values, not " + probabilities.length + ".");
    }
    this.height = height;
    this.width = width;
    this.steps = new int[probabilities.length];
    for (int i = 0; i < steps.length; i++) {
      float p = probabilities[i];
      if (!(p >= 0f && p <= 1f)) {
        throw new IllegalArgumentException("A probability must be in 0..1, not " + p + ".");
      }
      steps[i] = (int) Math.round((double) p * OutlineSettings.LEVELS);
    }
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** Returns the probability in steps, 0 to {@link OutlineSettings#LEVELS}; 0 outside the frame. */
  int steps(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : steps[y * width + x];
  }

  boolean likely(int x, int y) {
    return steps(x, y) > OutlineSettings.HALF;
  }
}
