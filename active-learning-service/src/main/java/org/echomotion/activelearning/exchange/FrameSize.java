package org.echomotion.activelearning.exchange;

import org.echomotion.ef.contour.Point;

/**
 * Size of a displayed frame in pixels.
 *
 * @param width 1 to 2048
 * @param height 1 to 2048
 */
public record FrameSize(int width, int height) {

  private static final int MAX_SIDE = 2048;

  /**
   * @throws InvalidLabelException if a side is out of range
   */
  public FrameSize {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new InvalidLabelException(
          "a frame has " + width + " x " + height + " pixels; 1 to " + MAX_SIDE + " are allowed");
    }
  }

  /** The nearest point in the frame. Pixels reach half a pixel beyond their centres. */
  public Point clamp(Point point) {
    return new Point(
        Math.max(-0.5, Math.min(width - 0.5, point.x())),
        Math.max(-0.5, Math.min(height - 0.5, point.y())));
  }

  public int pixels() {
    return width * height;
  }
}
