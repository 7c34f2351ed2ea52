package org.echomotion.segmentation.segment;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A clip's probability of each view: means over the classified frames, 0 to 1.
 *
 * @param fourChamber apical four-chamber
 * @param twoChamber apical two-chamber
 * @param other neither
 */
public record ViewProbabilities(double fourChamber, double twoChamber, double other) {

  /** The classes of a frame. */
  public enum Kind {
    FOUR_CHAMBER,
    TWO_CHAMBER,
    OTHER
  }

  /**
   * Returns the means over frames.
   *
   * @param frames probabilities of each frame: A4C, A2C, other
   * @throws IllegalArgumentException if there are no frames, or if one has another length
   */
  public static ViewProbabilities mean(List<float[]> frames) {
    int views = Kind.values().length;
    double[] sum = new double[views];
    for (float[] frame : frames) {
      if (frame.length != views) {
        throw new IllegalArgumentException(
            "Expected three probabilities per frame, not " + frame.length + ".");
      }
      for (int i = 0; i < views; i++) {
        sum[i] += frame[i];
      }
    }
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("No frame was classified.");
    }
    int n = frames.size();
    return new ViewProbabilities(sum[0] / n, sum[1] / n, sum[2] / n);
  }

  /** Indices of the frames to classify: at most 16, evenly spread over the clip. */
  public static List<Integer> framesOf(int frameCount) {
    int looked = Math.min(frameCount, ViewSettings.STANDARD.mostFrames());
    return IntStream.range(0, looked)
        .mapToObj(i -> (int) ((i + 0.5) * frameCount / looked))
        .toList();
  }

  /**
   * Returns other if it is more likely than both apical views together, else the more likely of the
   * two.
   */
  public Kind kind() {
    if (other >= 0.5) {
      return Kind.OTHER;
    }
    return fourChamber >= twoChamber ? Kind.FOUR_CHAMBER : Kind.TWO_CHAMBER;
  }

  /** Probability of {@link #kind}. */
  public double probability() {
    return switch (kind()) {
      case FOUR_CHAMBER -> fourChamber;
      case TWO_CHAMBER -> twoChamber;
      case OTHER -> other;
    };
  }
}
