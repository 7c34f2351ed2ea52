package org.echomotion.xai.plot;

import java.util.List;
import org.echomotion.contract.ef.v1.EjectionFraction;

/**
 * The time of each frame. All times are computed here, so the report, the study page, the curve and
 * the video show the same times, also if frames are unequally spaced.
 *
 * @param frameRateHz frames per second, above 0
 * @param frameTimes seconds of each frame from the first; empty if the frames are equally spaced
 */
public record FrameClock(double frameRateHz, List<Double> frameTimes) {

  public FrameClock {
    frameTimes = List.copyOf(frameTimes);
  }

  /** The clock of a clip's frames. */
  public static FrameClock of(EjectionFraction result) {
    return new FrameClock(result.getFrameRateHz(), result.getFrameTimesSecondsList());
  }

  /** Returns the time of a frame, in seconds from the first. */
  public double seconds(int frame) {
    return frame < frameTimes.size() ? frameTimes.get(frame) : frame / frameRateHz;
  }
}
