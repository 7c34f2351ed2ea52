package org.echomotion.activelearning.api.label;

import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.queue.FrameQuality;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.frame.WorkingFrame;

/** Converts labels of a clip to submissions: outlines from display pixels to working pixels. */
record WorkingLabel(FrameGeometry geometry) {

  /**
   * Converts a label. The phase that it states is not used: a frame has the phase of the detected
   * beat.
   *
   * @throws org.echomotion.error.EchoMotionException BAD_CONTOUR if the outline is too small in
   *     working pixels, or crosses itself there
   */
  Submission of(LabelledFrame label) {
    return new Submission(
        label.verdict(),
        label.verdict() == Verdict.OUTLINED ? outline(label) : Outline.none(),
        label.spline().map(spline -> drawing(spline.points())),
        label.imageQuality().map(WorkingLabel::quality),
        Optional.empty());
  }

  private Outline outline(LabelledFrame label) {
    return Outline.drawn(
        label.outline().stream()
            .map(
                point ->
                    Point.newBuilder()
                        .setX(working(point.x(), geometry.getOffsetX()))
                        .setY(working(point.y(), geometry.getOffsetY()))
                        .build())
            .toList());
  }

  /** The part of a frame that is not on the working frame has no pixels there. */
  private float working(double display, double offset) {
    double working = (display + 0.5) * geometry.getWorkingScale() + offset - 0.5;
    return (float) Math.max(-0.5, Math.min(WorkingFrame.SIDE - 0.5, working));
  }

  /** Control points are stored in display pixels. */
  private static Drawing drawing(List<org.echomotion.activelearning.exchange.ControlPoint> points) {
    Drawing.Builder drawing = Drawing.newBuilder();
    points.forEach(
        point ->
            drawing.addControlPoints(
                ControlPoint.newBuilder()
                    .setX((float) point.position().x())
                    .setY((float) point.position().y())
                    .setNotSeen(point.notSeen())));
    return drawing.build();
  }

  private static FrameQuality quality(ImageQuality quality) {
    return switch (quality) {
      case GOOD -> FrameQuality.GOOD;
      case MEDIUM -> FrameQuality.FAIR;
      case POOR -> FrameQuality.POOR;
    };
  }
}
