package org.echomotion.ef.temporal;

import java.util.List;
import org.echomotion.ef.volume.Slices;

/**
 * The temporal model's estimate for a clip.
 *
 * @param frames one per frame of the clip, in order
 */
public record TemporalEstimate(List<Frame> frames) {

  public TemporalEstimate {
    frames = List.copyOf(frames);
  }

  /**
   * One frame.
   *
   * @param slices diameters and length, corrected for errors of the outline
   * @param endDiastole probability that the frame is an end-diastole, 0 to 1
   * @param endSystole probability that the frame is an end-systole, 0 to 1
   */
  public record Frame(Slices slices, double endDiastole, double endSystole) {}
}
