package org.echomotion.segmentation.training.temporal;

import java.util.List;
import java.util.Optional;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;

/**
 * Frames as the temporal network takes them. A frame without a measurement carries the values of
 * the nearest frame that has one, the earlier of two; beyond the clip's ends the outermost frame
 * goes on, as not measured.
 */
public final class FeatureWindows {

  private static final int ENTROPY = TemporalConfig.DISKS + 2;
  private static final int VALID = TemporalConfig.DISKS + 3;
  private static final int RATE = TemporalConfig.DISKS + 4;

  private FeatureWindows() {}

  /** float32 [64, 25] of the frames from {@code first} on. */
  public static float[] at(TemporalSequence sequence, int first) {
    float[] features = new float[TemporalConfig.WINDOW * TemporalConfig.FEATURES];
    List<Frame> frames = sequence.frames();
    for (int t = 0; t < TemporalConfig.WINDOW; t++) {
      int frame = first + t;
      int inside = Math.max(0, Math.min(frames.size() - 1, frame));
      Frame source = nearestMeasured(frames, inside);
      int at = t * TemporalConfig.FEATURES;
      System.arraycopy(source.measured().orElseThrow().values(), 0, features, at, Slices.VALUES);
      features[at + ENTROPY] = (float) source.entropy();
      boolean measured = inside == frame && frames.get(frame).measured().isPresent();
      features[at + VALID] = measured ? 1 : 0;
      features[at + RATE] = (float) sequence.frameRateHz();
    }
    return features;
  }

  private static Frame nearestMeasured(List<Frame> frames, int frame) {
    for (int distance = 0; distance < frames.size(); distance++) {
      for (int candidate : new int[] {frame - distance, frame + distance}) {
        if (candidate >= 0 && candidate < frames.size()) {
          Optional<Slices> measured = frames.get(candidate).measured();
          if (measured.isPresent()) {
            return frames.get(candidate);
          }
        }
      }
    }
    throw new IllegalArgumentException("a sequence has a measured frame");
  }
}
