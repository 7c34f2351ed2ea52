package org.echomotion.xai.overlay;

import java.util.List;
import java.util.Optional;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.ef.v1.FrameMeasurement;

/**
 * The left ventricle on one frame, in working pixels.
 *
 * @param contour the closed outline; empty if no left ventricle was detected
 * @param longAxis the long axis and the annulus; empty if they were not measured
 */
public record FrameOutline(List<Point> contour, Optional<LongAxis> longAxis) {

  /** A frame without a detected left ventricle. */
  public static final FrameOutline NONE = new FrameOutline(List.of(), Optional.empty());

  /**
   * The long axis runs from the apex to the middle between the two hinges of the mitral annulus.
   *
   * @param apex the apex
   * @param annulusLeft the hinge on the left as seen
   * @param annulusRight the hinge on the right as seen
   */
  public record LongAxis(Point apex, Point annulusLeft, Point annulusRight) {

    /** Returns the axis of a measured frame. */
    public static Optional<LongAxis> of(FrameMeasurement measurement) {
      return measurement.hasApex() && measurement.hasAnnulusLeft() && measurement.hasAnnulusRight()
          ? Optional.of(
              new LongAxis(
                  measurement.getApex(),
                  measurement.getAnnulusLeft(),
                  measurement.getAnnulusRight()))
          : Optional.empty();
    }
  }
}
