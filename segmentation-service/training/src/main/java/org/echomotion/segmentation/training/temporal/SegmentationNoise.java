package org.echomotion.segmentation.training.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;

/**
 * Distribution of a network's errors on a clip's disks. An error is the logarithm of measured over
 * true, for each of the {@link DiskValues} values. It is the sum of
 *
 * <ul>
 *   <li>a constant error of the clip: normal with {@code clipMean} and covariance {@code
 *       clipFactor} times its transpose;
 *   <li>an error that follows the beat: {@code slope} times the logarithm of the true volume over
 *       its mean (negative if the network sees too little motion), normal per clip;
 *   <li>an error from frame to frame: covariance {@code frameFactor} times its transpose along the
 *       axis; in time the sum of two first-order processes with correlations {@code slow} and
 *       {@code fast} from frame to frame, the slow one with the share {@code slowShare} of the
 *       variance;
 *   <li>times a factor per clip, lognormal with {@code clipScaleSd} and a mean square of 1, because
 *       some clips are hard throughout;
 *   <li>and bad frames: a fraction {@code outlierShare} has {@code outlierScale} times the error,
 *       and a fraction {@code missingShare} has no ventricle.
 * </ul>
 *
 * @param entropyMean mean of the boundary entropy, nats
 * @param entropySd SD of the boundary entropy, nats
 */
public record SegmentationNoise(
    double[] clipMean,
    double[][] clipFactor,
    double slopeMean,
    double slopeSd,
    double[][] frameFactor,
    double slow,
    double fast,
    double slowShare,
    double clipScaleSd,
    double outlierShare,
    double outlierScale,
    double missingShare,
    double entropyMean,
    double entropySd) {

  /** Lower limit of true values, because apical diameters may be nearly 0. */
  static final double LEAST_PIXELS = 1;

  /** Limit of an error, in either direction. */
  static final double MOST_LOG_RATIO = 1;

  /** The true sequence with drawn errors, as a network would measure it. */
  public TemporalSequence on(TemporalSequence sequence, Random random) {
    double scale = Math.exp(clipScaleSd * random.nextGaussian() - clipScaleSd * clipScaleSd);
    int n = sequence.frames().size();
    double[] clip = correlated(clipFactor, random);
    double slope = slopeMean + slopeSd * random.nextGaussian();
    double meanVolume = meanVolume(sequence);
    double[] slowState = normals(random);
    double[] fastState = normals(random);
    List<Frame> frames = new ArrayList<>(n);
    for (Frame frame : sequence.frames()) {
      next(slowState, slow, random);
      next(fastState, fast, random);
      double[] along = new double[DiskValues.VALUES];
      for (int k = 0; k < along.length; k++) {
        along[k] = Math.sqrt(slowShare) * slowState[k] + Math.sqrt(1 - slowShare) * fastState[k];
      }
      double factor = scale * (random.nextDouble() < outlierShare ? outlierScale : 1);
      boolean missing = random.nextDouble() < missingShare;
      double entropy = Math.max(0.02, entropyMean + entropySd * random.nextGaussian());
      DiskValues truth = frame.truth().orElseThrow();
      double motion = slope * Math.log(truth.volume() / meanVolume);
      double[] own = times(frameFactor, along);
      float[] values = new float[DiskValues.VALUES];
      for (int k = 0; k < values.length; k++) {
        double error = clipMean[k] + clip[k] + motion * shareOfVolume(k) + factor * own[k];
        double actual = Math.max(LEAST_PIXELS, truth.values()[k]);
        values[k] =
            (float) (actual * Math.exp(Math.max(-MOST_LOG_RATIO, Math.min(MOST_LOG_RATIO, error))));
      }
      frames.add(
          new Frame(
              frame.phase(),
              frame.truth(),
              missing ? Optional.empty() : Optional.of(new DiskValues(values)),
              missing ? 0 : entropy));
    }
    return new TemporalSequence(
        sequence.name(),
        sequence.source(),
        sequence.frameRateHz(),
        sequence.trueEfPercent(),
        frames);
  }

  /** Diameters and length each have a third of a volume's relative change. */
  static double shareOfVolume(int value) {
    return value == DiskValues.AREA ? 2.0 / 3 : 1.0 / 3;
  }

  static double meanVolume(TemporalSequence sequence) {
    return sequence.frames().stream()
        .mapToDouble(f -> f.truth().orElseThrow().volume())
        .average()
        .orElseThrow();
  }

  private static void next(double[] state, double correlation, Random random) {
    double fresh = Math.sqrt(1 - correlation * correlation);
    for (int k = 0; k < state.length; k++) {
      state[k] = correlation * state[k] + fresh * random.nextGaussian();
    }
  }

  private static double[] correlated(double[][] factor, Random random) {
    return times(factor, normals(random));
  }

  private static double[] normals(Random random) {
    double[] z = new double[DiskValues.VALUES];
    for (int k = 0; k < z.length; k++) {
      z[k] = random.nextGaussian();
    }
    return z;
  }

  private static double[] times(double[][] lower, double[] z) {
    double[] product = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j <= i; j++) {
        product[i] += lower[i][j] * z[j];
      }
    }
    return product;
  }
}
