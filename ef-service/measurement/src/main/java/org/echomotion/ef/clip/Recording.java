package org.echomotion.ef.clip;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.quality.PictureMeasures;
import org.echomotion.remark.Remark;

/**
 * How a clip was recorded: what came with it besides its frames.
 *
 * @param frameTimes empty where the frames are equally spaced, or the file does not tell
 * @param rWaves none where the file states none
 * @param picture empty where it was not measured
 * @param remarks how properties of the cine are known if the file does not state them directly
 */
public record Recording(
    Optional<FrameTimes> frameTimes,
    RWaves rWaves,
    Optional<PictureMeasures> picture,
    List<Remark> remarks) {

  public Recording {
    remarks = List.copyOf(remarks);
  }

  /** Of a clip that brought nothing along. */
  public static final Recording NONE =
      new Recording(Optional.empty(), RWaves.NONE, Optional.empty(), List.of());
}
