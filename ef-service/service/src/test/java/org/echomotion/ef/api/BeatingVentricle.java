package org.echomotion.ef.api;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.ef.contour.Shapes;

/** Outlines of a ventricle of known ejection fraction: half ellipsoids, 0.9 s a beat. */
public final class BeatingVentricle {

  public static final double HERTZ = 50;

  /** From 64 x 38 to 54 x 28 pixels. */
  public static final double EJECTION_FRACTION = 100 * (1 - 54.0 * 28 * 28 / (64.0 * 38 * 38));

  private BeatingVentricle() {}

  /** End-diastole is at frames 10, 55, 100 and so on. */
  public static List<FrameSegmentation> frames(int count, double widthFactor) {
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double filled = (1 + Math.cos(2 * Math.PI * (i / HERTZ - 0.2) / 0.9)) / 2;
      FrameSegmentation.Builder frame =
          FrameSegmentation.newBuilder().setFrameIndex(i).setMeanBoundaryEntropy(0.3);
      Shapes.halfEllipse(
              new org.echomotion.ef.contour.Point(56, 88),
              54 + 10 * filled,
              widthFactor * (28 + 10 * filled))
          .vertices()
          .forEach(
              p -> frame.addContour(Point.newBuilder().setX((float) p.x()).setY((float) p.y())));
      frames.add(frame.build());
    }
    return frames;
  }

  /** Frames on which no ventricle was found. */
  public static List<FrameSegmentation> empty(int count) {
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(FrameSegmentation.newBuilder().setFrameIndex(i).build());
    }
    return frames;
  }
}
