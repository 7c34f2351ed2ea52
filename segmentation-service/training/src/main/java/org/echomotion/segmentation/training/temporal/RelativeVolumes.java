package org.echomotion.segmentation.training.temporal;

import org.echomotion.segmentation.network.temporal.TemporalConfig;

/** Error of the volume over its mean, before and after the network. */
final class RelativeVolumes {

  private RelativeVolumes() {}

  /**
   * Root mean square error over the frames inside their clip.
   *
   * @param disks the network's output [windows, 64, 21]
   * @return percent of the mean volume, as measured and as corrected
   */
  static double[] errorsPercent(TemporalBatch batch, float[] disks) {
    double measured = 0;
    double corrected = 0;
    int frames = 0;
    int n = TemporalConfig.WINDOW;
    for (int window = 0; window < batch.windows(); window++) {
      double[] truth = relative(batch.shapes(), window, TemporalConfig.SHAPE);
      double[] before = relative(batch.features(), window, TemporalConfig.FEATURES);
      double[] after = relative(disks, window, TemporalConfig.SHAPE);
      for (int t = 0; t < n; t++) {
        if (batch.inside()[window * n + t] > 0) {
          measured += (before[t] - truth[t]) * (before[t] - truth[t]);
          corrected += (after[t] - truth[t]) * (after[t] - truth[t]);
          frames++;
        }
      }
    }
    return new double[] {100 * Math.sqrt(measured / frames), 100 * Math.sqrt(corrected / frames)};
  }

  private static double[] relative(float[] values, int window, int perFrame) {
    double[] volumes = new double[TemporalConfig.WINDOW];
    double mean = 0;
    for (int t = 0; t < volumes.length; t++) {
      int at = (window * TemporalConfig.WINDOW + t) * perFrame;
      for (int i = 0; i < TemporalConfig.DISKS; i++) {
        volumes[t] += values[at + i] * values[at + i];
      }
      volumes[t] *= values[at + TemporalConfig.DISKS];
      mean += volumes[t] / volumes.length;
    }
    for (int t = 0; t < volumes.length; t++) {
      volumes[t] /= mean;
    }
    return volumes;
  }
}
