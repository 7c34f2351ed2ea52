package org.echomotion.ef.clip;

import java.util.Optional;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.quality.PictureMeasures;

/**
 * How a clip was recorded: what came with it besides its frames.
 *
 * @param frameTimes empty where the frames are equally spaced, or the file does not tell
 * @param rWaves none where the file states none
 * @param picture empty where it was not measured
 */
public record Recording(
    Optional<FrameTimes> frameTimes, RWaves rWaves, Optional<PictureMeasures> picture) {

  /** Of a clip that brought nothing along. */
  public static final Recording NONE =
      new Recording(Optional.empty(), RWaves.NONE, Optional.empty());
}
