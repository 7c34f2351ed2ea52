package org.echomotion.segmentation.training.temporal;

import java.util.List;
import java.util.Random;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/**
 * Windows for training.
 *
 * @param windows number of windows
 * @param features inputs of the network [windows, 64, 25]
 * @param shapes true diameters and length in pixels [windows, 64, 21]
 * @param phases weights of neither, ED, ES [windows, 64, 3]
 * @param inside 1 for frames inside the clip [windows, 64, 1]
 */
record TemporalBatch(
    int windows, float[] features, float[] shapes, float[] phases, float[] inside) {

  /** Accuracy of a turning point of the volume, in seconds. */
  private static final double PHASE_SD_SECONDS = 0.025;

  /** Draws windows, each from its own clip and with its own errors. */
  static TemporalBatch draw(
      List<TemporalSequence> sequences, SegmentationNoise noise, int windows, Random random) {
    int frames = windows * TemporalConfig.WINDOW;
    TemporalBatch batch =
        new TemporalBatch(
            windows,
            new float[frames * TemporalConfig.FEATURES],
            new float[frames * TemporalConfig.SHAPE],
            new float[frames * TemporalConfig.PHASES],
            new float[frames]);
    for (int i = 0; i < windows; i++) {
      TemporalSequence clip = sequences.get(random.nextInt(sequences.size()));
      TemporalSequence measured = clip.segmented() ? clip : noise.on(clip, random);
      if (!measured.segmented()) {
        measured = noise.on(clip, random);
      }
      int spare = Math.max(0, clip.frames().size() - TemporalConfig.WINDOW);
      batch.put(i, measured, random.nextInt(spare + 1));
    }
    return batch;
  }

  private void put(int window, TemporalSequence clip, int first) {
    float[] own = clip.windows().features(first);
    System.arraycopy(own, 0, features, window * own.length, own.length);
    for (int t = 0; t < TemporalConfig.WINDOW; t++) {
      int row = window * TemporalConfig.WINDOW + t;
      int frame = Math.min(clip.frames().size() - 1, first + t);
      inside[row] = frame == first + t ? 1 : 0;
      System.arraycopy(
          clip.frames().get(frame).truth().orElseThrow().values(),
          0,
          shapes,
          row * TemporalConfig.SHAPE,
          TemporalConfig.SHAPE);
      double ed = nearness(clip, frame, Phase.ED);
      double es = nearness(clip, frame, Phase.ES);
      int at = row * TemporalConfig.PHASES;
      double total = Math.max(1, ed + es);
      phases[at + 1] = (float) (ed / total);
      phases[at + 2] = (float) (es / total);
      phases[at] = 1 - phases[at + 1] - phases[at + 2];
    }
  }

  /** 1 on a frame of the phase, less on the frames beside it. */
  private static double nearness(TemporalSequence clip, int frame, Phase phase) {
    double sdFrames = Math.max(0.7, PHASE_SD_SECONDS * clip.frameRateHz());
    int reach = (int) Math.ceil(3 * sdFrames);
    double most = 0;
    List<Frame> frames = clip.frames();
    for (int i = Math.max(0, frame - reach); i < Math.min(frames.size(), frame + reach + 1); i++) {
      if (frames.get(i).phase() == phase) {
        double z = (i - frame) / sdFrames;
        most = Math.max(most, Math.exp(-z * z / 2));
      }
    }
    return most;
  }
}
