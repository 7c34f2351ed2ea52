package org.echomotion.ef.temporal;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameRate;

/** A model that takes the errors of the outlines out of a clip's measurements. */
@FunctionalInterface
public interface TemporalModel {

  /** Leaves the measurements as they are. */
  TemporalModel NONE = (frames, frameRate) -> Optional.empty();

  /**
   * Takes the errors of the outlines out of a clip's measurements.
   *
   * @param frames one per frame of the clip, in order; empty where no left ventricle was found. At
   *     least one is there
   * @return one per frame; empty where the measurements stand as they are
   */
  Optional<TemporalEstimate> correct(List<Optional<MeasuredFrame>> frames, FrameRate frameRate);
}
