package org.echomotion.ef.temporal;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;

/** A model that corrects a clip's measurements for errors of the outlines. */
@FunctionalInterface
public interface TemporalModel {

  /** Leaves the measurements as they are. */
  TemporalModel NONE = (frames, frameRate) -> Optional.empty();

  /**
   * Corrects a clip's measurements for errors of the outlines.
   *
   * @param frames one per frame of the clip, in order; empty if no left ventricle was detected. At
   *     least one is present
   * @return one estimate per frame; empty if the measurements are not corrected
   */
  Optional<TemporalEstimate> correct(List<Optional<MeasuredFrame>> frames, FrameRate frameRate);
}
