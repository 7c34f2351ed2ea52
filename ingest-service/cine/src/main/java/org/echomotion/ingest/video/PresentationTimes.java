package org.echomotion.ingest.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The display time of each frame of a video, in seconds. The frames' own times are used if every
 * frame has one and they increase. Otherwise (AVI) the packets have times in decoding order, which
 * are sorted and assigned to the frames in display order.
 */
final class PresentationTimes {

  private final List<Double> packets = new ArrayList<>();
  private final List<Double> frames = new ArrayList<>();
  private final List<Double> guesses = new ArrayList<>();

  /**
   * Adds a packet.
   *
   * @param decodingTime time of a packet that contains a frame; NaN if unknown
   */
  void packet(double decodingTime) {
    packets.add(decodingTime);
  }

  /**
   * Adds a frame.
   *
   * @param own time of the frame stated in its packet; NaN if unknown
   * @param guess the decoder's estimate from neighbouring times
   */
  void frame(double own, double guess) {
    frames.add(own);
    guesses.add(guess);
  }

  /** One time per frame; NaN if unknown. */
  double[] seconds() {
    double[] own = array(frames);
    if (increases(own)) {
      return own;
    }
    double[] sent = array(packets);
    boolean known = Arrays.stream(sent).noneMatch(Double::isNaN);
    if (known && sent.length == own.length) {
      Arrays.sort(sent);
      return sent;
    }
    return array(guesses);
  }

  private static boolean increases(double[] seconds) {
    for (int i = 1; i < seconds.length; i++) {
      if (!(seconds[i] > seconds[i - 1])) {
        return false;
      }
    }
    return seconds.length > 0 && !Double.isNaN(seconds[0]);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
