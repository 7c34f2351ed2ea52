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
   * Measures a frame; empty where no left ventricle was found on it, or where the outline lies so
   * that it cannot be one in an apical view.
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
