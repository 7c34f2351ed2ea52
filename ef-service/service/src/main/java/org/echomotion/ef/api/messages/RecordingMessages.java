package org.echomotion.ef.api.messages;

import java.util.Optional;
import org.echomotion.contract.common.v1.Recording;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.quality.PictureMeasures;
import org.echomotion.remark.RemarkMessages;

/** Reads a clip's recording from the contract's message. */
public final class RecordingMessages {

  private RecordingMessages() {}

  /**
   * Reads how a clip was recorded.
   *
   * @param message the default message if none was sent
   * @throws IllegalArgumentException if its times are not valid
   */
  public static org.echomotion.ef.clip.Recording read(Recording message, int frameCount) {
    return new org.echomotion.ef.clip.Recording(
        FrameTimes.of(message.getFrameTimesSecondsList(), frameCount),
        new RWaves(message.getRWaveTimesSecondsList()),
        message.hasPicture() ? Optional.of(picture(message.getPicture())) : Optional.empty(),
        RemarkMessages.read(message.getRemarksList()));
  }

  private static PictureMeasures picture(
      org.echomotion.contract.common.v1.PictureMeasures message) {
    return new PictureMeasures(
        message.getSaturatedShare(),
        message.getDarkShare(),
        message.getMedianLevel(),
        message.getBrightLevel(),
        message.getSectorShare(),
        message.getCutShare());
  }
}
