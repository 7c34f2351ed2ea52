package org.echomotion.cli.data;

import java.util.List;
import org.echomotion.activelearning.exchange.ControlPoint;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.OutlineCheck;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.ef.contour.Point;

/** Converts the points of a clip's outlines from working pixels to display pixels. */
final class DisplayPixels {

  private final FrameGeometry geometry;
  private final FrameSize size;

  /**
   * @throws InvalidLabelException if the geometry is missing, or the frames are too large
   */
  DisplayPixels(FrameGeometry geometry) {
    if (!(geometry.getWorkingScale() > 0)) {
      throw new InvalidLabelException("the size of its frames is unknown");
    }
    this.geometry = geometry;
    this.size = new FrameSize(geometry.getDisplayWidth(), geometry.getDisplayHeight());
  }

  FrameSize size() {
    return size;
  }

  /**
   * Converts an outline: {@code x_display = (x_working + 0.5 - offset_x) / working_scale - 0.5},
   * and y likewise.
   *
   * @throws InvalidLabelException if a point is more than one working pixel outside the frame
   */
  List<Point> outline(List<org.echomotion.contract.common.v1.Point> working) {
    return working.stream()
        .map(
            point ->
                within(
                    display(point.getX(), geometry.getOffsetX()),
                    display(point.getY(), geometry.getOffsetY())))
        .toList();
  }

  private double display(double working, double offset) {
    return (working + 0.5 - offset) / geometry.getWorkingScale() - 0.5;
  }

  /**
   * Converts a control point, which is in display pixels.
   *
   * @throws InvalidLabelException if it is more than one working pixel outside the frame
   */
  ControlPoint controlPoint(org.echomotion.contract.activelearning.v1.ControlPoint point) {
    return new ControlPoint(within(point.getX(), point.getY()), point.getNotSeen());
  }

  /**
   * Returns a point in display pixels. Rounding to working pixels may leave it outside the frame;
   * it is then moved to the frame's edge.
   *
   * @throws InvalidLabelException if it is more than one working pixel outside the frame
   */
  private Point within(double x, double y) {
    Point stated = OutlineCheck.point(x, y);
    Point inside = size.clamp(stated);
    if (inside.distanceTo(stated) * geometry.getWorkingScale() > 1) {
      throw new InvalidLabelException("an outline has a point outside the frame");
    }
    return inside;
  }
}
