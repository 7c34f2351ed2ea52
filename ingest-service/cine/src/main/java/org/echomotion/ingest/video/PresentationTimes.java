package org.echomotion.ingest.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When each frame of a video is shown, in seconds. A frame's own time counts where all have one and
 * they increase. Containers without such times (AVI) give one to each packet, in the order of
 * decoding: then the frames, in the order in which they are shown, take those in rising order.
 */
final class PresentationTimes {

  private final List<Double> packets = new ArrayList<>();
  private final List<Double> frames = new ArrayList<>();
  private final List<Double> guesses = new ArrayList<>();

  /**
   * Adds a packet.
   *
   * @param decodingTime of a packet that holds a frame; NaN where unknown
   */
  void packet(double decodingTime) {
    packets.add(decodingTime);
  }

  /**
   * Adds a frame.
   *
   * @param own time of a frame as its packet states it; NaN where unknown
   * @param guess of the decoder, by the times around
   */
  void frame(double own, double guess) {
    frames.add(own);
    guesses.add(guess);
  }

  /** One for each frame; NaN where unknown. */
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
