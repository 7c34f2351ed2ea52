package org.echomotion.ef.clip;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.quality.PictureMeasures;
import org.echomotion.remark.Remark;

/**
 * How a clip was recorded: data of the clip other than its frames.
 *
 * @param frameTimes empty if the frames are equally spaced, or if the file does not state their
 *     times
 * @param rWaves empty if the file states no R-waves
 * @param picture empty if the picture was not measured
 * @param remarks how properties of the cine were found if the file does not state them directly
 */
public record Recording(
    Optional<FrameTimes> frameTimes,
    RWaves rWaves,
    Optional<PictureMeasures> picture,
    List<Remark> remarks) {

  public Recording {
    remarks = List.copyOf(remarks);
  }

  /** The recording of a clip with frames only. */
  public static final Recording NONE =
      new Recording(Optional.empty(), RWaves.NONE, Optional.empty(), List.of());
}
