package org.echomotion.segmentation.training.temporal;

import java.util.Optional;
import java.util.stream.IntStream;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Errors of one clip's outlines: logarithms of measured over true diameters and length.
 *
 * @param residuals [frames][{@link DiskValues#VALUES}] without the clip's mean and without the part
 *     that follows the heart; zeros if the frame has no outline
 * @param usable [frames] whether the frame has an outline
 * @param mean [{@link DiskValues#VALUES}] the error constant over the clip
 * @param slope slope of the volume's error against the volume
 */
record ClipErrors(double[][] residuals, boolean[] usable, double[] mean, double slope) {

  /** Smallest spread of the true volume's logarithm for fitting a slope. */
  private static final double LEAST_SPREAD = 1e-9;

  /**
   * Returns the errors of a clip with known truth; empty if fewer than half of its frames have an
   * outline.
   */
  static Optional<ClipErrors> of(TemporalSequence sequence) {
    int n = sequence.frames().size();
    double[][] errors = new double[n][];
    boolean[] usable = new boolean[n];
    double[] motion = new double[n];
    double meanVolume = SegmentationNoise.meanVolume(sequence);
    for (int i = 0; i < n; i++) {
      Frame frame = sequence.frames().get(i);
      usable[i] = frame.measured().isPresent();
      errors[i] = usable[i] ? errors(frame) : new double[DiskValues.VALUES];
      motion[i] = Math.log(frame.truth().orElseThrow().volume() / meanVolume);
    }
    int[] measured = IntStream.range(0, n).filter(i -> usable[i]).toArray();
    if (measured.length < n / 2) {
      return Optional.empty();
    }
    SimpleRegression regression = new SimpleRegression();
    for (int i : measured) {
      regression.addData(motion[i], volume(errors[i]));
    }
    double slope = regression.getXSumSquares() < LEAST_SPREAD ? 0 : regression.getSlope();
    double[] mean = new double[DiskValues.VALUES];
    for (int i : measured) {
      for (int k = 0; k < mean.length; k++) {
        errors[i][k] -= slope * motion[i] * SegmentationNoise.shareOfVolume(k);
        mean[k] += errors[i][k] / measured.length;
      }
    }
    for (int i : measured) {
      for (int k = 0; k < mean.length; k++) {
        errors[i][k] -= mean[k];
      }
    }
    return Optional.of(new ClipErrors(errors, usable, mean, slope));
  }

  private static double[] errors(Frame frame) {
    double[] errors = new double[DiskValues.VALUES];
    for (int k = 0; k < errors.length; k++) {
      double measured = frame.measured().orElseThrow().values()[k];
      double truth = frame.truth().orElseThrow().values()[k];
      double ratio =
          Math.log(
              Math.max(SegmentationNoise.LEAST_PIXELS, measured)
                  / Math.max(SegmentationNoise.LEAST_PIXELS, truth));
      errors[k] =
          Math.max(
              -SegmentationNoise.MOST_LOG_RATIO, Math.min(SegmentationNoise.MOST_LOG_RATIO, ratio));
    }
    return errors;
  }

  /** Indices of the frames that have an outline. */
  IntStream frames() {
    return IntStream.range(0, usable.length).filter(i -> usable[i]);
  }

  /** Relative error of the volume on frame {@code i}, without the clip's mean and slope. */
  double volumeError(int i) {
    return volume(residuals[i]);
  }

  /**
   * The volume's error to first order: twice the mean error of the middle diameters plus the
   * length's error.
   */
  static double volume(double[] errors) {
    double sum = 0;
    for (int k = 2; k < DiskValues.DISKS - 2; k++) {
      sum += errors[k];
    }
    return 2 * sum / (DiskValues.DISKS - 4) + errors[DiskValues.LENGTH];
  }
}
