package org.echomotion.ef.temporal;

import java.util.Optional;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.ef.volume.Slices;

/**
 * The temporal model's input from one frame.
 *
 * @param slices diameters and length, in working pixels
 * @param areaPixels in square working pixels
 * @param entropy mean entropy at the outline, nats
 */
public record MeasuredFrame(Slices slices, double areaPixels, double entropy) {

  /** Combines a frame with its measurement; empty if there is no measurement. */
  public static Optional<MeasuredFrame> of(
      FrameContour frame, Optional<FrameMeasurement> measurement) {
    return measurement.map(
        m -> new MeasuredFrame(m.disks().slices(), m.areaPixels(), frame.meanBoundaryEntropy()));
  }
}
