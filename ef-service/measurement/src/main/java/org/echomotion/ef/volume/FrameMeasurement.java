package org.echomotion.ef.volume;

import java.util.Optional;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.LongAxis;

/**
 * The left ventricle measured on one frame, in working pixels.
 *
 * @param frameIndex index of the frame in its clip, from 0
 * @param areaPixels area of the cavity in square pixels
 * @param disks long axis and diameters
 */
public record FrameMeasurement(int frameIndex, double areaPixels, Disks disks) {

  /**
   * Measures a frame. Empty if no left ventricle was detected, or if the outline's axis rules out
   * an apical view.
   */
  public static Optional<FrameMeasurement> of(FrameContour frame) {
    return frame
        .contour()
        .map(c -> new FrameMeasurement(frame.frameIndex(), c.area(), Disks.of(c)))
        .filter(measurement -> measurement.axis().isApical());
  }

  public LongAxis axis() {
    return disks.axis();
  }

  public CubicPixels volume() {
    return disks.volume();
  }
}
