package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.evaluation.EvaluationFrame;
import org.echomotion.segmentation.outline.FrameSegmentation;

/**
 * The cavity on one frame, as outlined by the model and by the expert.
 *
 * @param number index of the frame in its cine; empty if unknown
 * @param spacing of the working frame; empty if unknown
 * @param predicted disks of the model's outline; empty if no ventricle was found
 * @param expert disks of the expert's outline
 * @param predictedArea pixels of the model's mask, after the service's clean-up
 * @param expertArea pixels of the expert's mask
 */
record Cavity(
    String source,
    String subject,
    String view,
    String phase,
    OptionalInt number,
    Optional<PixelSpacing> spacing,
    Optional<Disks> predicted,
    Optional<Disks> expert,
    int predictedArea,
    int expertArea) {

  static Cavity of(EvaluationFrame frame, FrameSegmentation predicted) {
    PreparedFrame labelled = frame.labelled();
    double spacing = labelled.millimetresPerPixel();
    return new Cavity(
        labelled.source(),
        labelled.subject(),
        labelled.view(),
        labelled.phase(),
        frame.number(),
        spacing > 0 ? Optional.of(new PixelSpacing(spacing)) : Optional.empty(),
        disks(outline(predicted)),
        disks(outline(labelled)),
        predicted.mask().area(),
        area(labelled));
  }

  /** Returns the outline from which the service computes volumes. */
  static Optional<Contour> outline(FrameSegmentation predicted) {
    float[] xs = predicted.contour().xs();
    float[] ys = predicted.contour().ys();
    if (xs.length == 0) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>(xs.length);
    for (int i = 0; i < xs.length; i++) {
      points.add(new Point(xs[i], ys[i]));
    }
    return Optional.of(new Contour(points));
  }

  /** Returns the outline of the expert's mask. */
  static Optional<Contour> outline(PreparedFrame expert) {
    return MaskOutline.traceCavity(expert.labels(), WorkingFrame.SIDE, WorkingFrame.SIDE);
  }

  private static Optional<Disks> disks(Optional<Contour> outline) {
    return FrameMeasurement.of(new FrameContour(0, outline, 0)).map(FrameMeasurement::disks);
  }

  private static int area(PreparedFrame frame) {
    int area = 0;
    for (byte label : frame.labels()) {
      area += label == 1 ? 1 : 0;
    }
    return area;
  }
}
