package org.echomotion.segmentation.training.temporal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.correlation.Covariance;

/** Measures {@link SegmentationNoise} on clips with known truth and outlines. */
public final class NoiseMeasurement {

  private static final int FEWEST_CLIPS = 3;

  /** Weight of independence in the shrunk covariances, because there are few clips. */
  private static final double SHRINKAGE = 0.1;

  /** Added to each variance, so that the matrix has a square root. */
  private static final double LEAST_VARIANCE = 1e-8;

  private static final double OUTLIER_SDS = 4;
  private static final double MAD_TO_SD = 1.4826;
  private static final int MOST_LAG = 10;

  private final List<TemporalSequence> sequences;
  private final List<ClipErrors> clips;

  /** A larger volume error is an outlier. */
  private final double limit;

  private NoiseMeasurement(List<TemporalSequence> sequences) {
    this.sequences = sequences;
    clips = sequences.stream().flatMap(sequence -> ClipErrors.of(sequence).stream()).toList();
    if (clips.size() < FEWEST_CLIPS) {
      throw new IllegalArgumentException(
          "Measuring the errors needs at least " + FEWEST_CLIPS + " clips with outlines and truth");
    }
    limit =
        OUTLIER_SDS
            * MAD_TO_SD
            * Median.withDefaults()
                .evaluate(
                    clips.stream()
                        .flatMapToDouble(clip -> clip.frames().mapToDouble(clip::volumeError))
                        .map(Math::abs)
                        .toArray());
  }

  /**
   * Measures the errors of outlined clips whose truth is known.
   *
   * @throws IllegalArgumentException if there are fewer than 3 clips with truth and outlines
   */
  public static NoiseReport of(List<TemporalSequence> sequences) {
    return new NoiseMeasurement(sequences.stream().filter(s -> s.known() && s.segmented()).toList())
        .report();
  }

  private NoiseReport report() {
    List<double[]> usual = new ArrayList<>();
    List<Double> outliers = new ArrayList<>();
    for (ClipErrors clip : clips) {
      clip.frames()
          .forEach(
              i -> {
                if (Math.abs(clip.volumeError(i)) > limit) {
                  outliers.add(clip.volumeError(i));
                } else {
                  usual.add(clip.residuals()[i]);
                }
              });
    }
    List<Frame> frames = sequences.stream().flatMap(s -> s.frames().stream()).toList();
    double[] entropies =
        frames.stream().filter(f -> f.measured().isPresent()).mapToDouble(Frame::entropy).toArray();
    List<double[]> means = clips.stream().map(ClipErrors::mean).toList();
    double[] slopes = clips.stream().mapToDouble(ClipErrors::slope).toArray();
    double[] clipVolumes = means.stream().mapToDouble(ClipErrors::volume).toArray();
    double[] lags = lagCorrelation();
    double[] processes = processes(lags);
    double volumeSd = rootMeanSquare(usual.stream().mapToDouble(ClipErrors::volume).toArray());
    RealMatrix frameCovariance = covariance(usual);
    SegmentationNoise noise =
        new SegmentationNoise(
            IntStream.range(0, DiskValues.VALUES)
                .mapToDouble(
                    k -> means.stream().mapToDouble(mean -> mean[k]).average().orElseThrow())
                .toArray(),
            factor(covariance(means)),
            Mean.of(slopes).getAsDouble(),
            sd(slopes),
            factor(frameCovariance),
            processes[0],
            processes[1],
            processes[2],
            clipScaleSd(),
            (double) outliers.size() / Math.max(1, entropies.length),
            outliers.isEmpty()
                ? 1
                : rootMeanSquare(outliers.stream().mapToDouble(e -> e).toArray()) / volumeSd,
            1 - (double) entropies.length / frames.size(),
            Mean.of(entropies).getAsDouble(),
            sd(entropies));
    return new NoiseReport(
        clips.size(),
        frames.size(),
        noise,
        100 * volumeSd,
        100
            * IntStream.range(0, DiskValues.DISKS)
                .mapToDouble(k -> Math.sqrt(frameCovariance.getEntry(k, k)))
                .average()
                .orElseThrow(),
        100 * Math.sqrt(frameCovariance.getEntry(DiskValues.LENGTH, DiskValues.LENGTH)),
        100 * Mean.of(clipVolumes).getAsDouble(),
        100 * sd(clipVolumes),
        lags,
        axisCorrelation(frameCovariance.getData()));
  }

  /** SD over the clips of the logarithm of the volume error's SD, without the outliers. */
  private double clipScaleSd() {
    return sd(
        clips.stream()
            .mapToDouble(
                clip ->
                    rootMeanSquare(
                        clip.frames()
                            .mapToDouble(clip::volumeError)
                            .filter(error -> Math.abs(error) <= limit)
                            .toArray()))
            .map(error -> Math.log(Math.max(1e-3, error)))
            .toArray());
  }

  /** Correlation of the volume's error at lags of 0 to {@link #MOST_LAG}, without the outliers. */
  private double[] lagCorrelation() {
    double[] products = new double[MOST_LAG + 1];
    int[] counts = new int[MOST_LAG + 1];
    for (ClipErrors clip : clips) {
      for (int lag = 0; lag <= MOST_LAG; lag++) {
        for (int i = 0; i + lag < clip.usable().length; i++) {
          double a = clip.volumeError(i);
          double b = clip.volumeError(i + lag);
          boolean good = Math.abs(a) <= limit && Math.abs(b) <= limit;
          if (clip.usable()[i] && clip.usable()[i + lag] && good) {
            products[lag] += a * b;
            counts[lag]++;
          }
        }
      }
    }
    double[] correlation = new double[MOST_LAG + 1];
    for (int lag = 0; lag <= MOST_LAG; lag++) {
      correlation[lag] =
          products[lag] / Math.max(1, counts[lag]) / (products[0] / Math.max(1, counts[0]));
    }
    return correlation;
  }

  /** Slow and fast correlation and the slow share that come nearest to {@code lags}. */
  private static double[] processes(double[] lags) {
    double[] best = {0, 0, 0};
    double least = Double.MAX_VALUE;
    for (double slow = 0.5; slow < 0.985; slow += 0.02) {
      for (double fast = 0; fast < 0.5; fast += 0.05) {
        for (int twentieths = 0; twentieths <= 20; twentieths++) {
          double share = twentieths / 20.0;
          double off = 0;
          for (int lag = 1; lag < lags.length; lag++) {
            double model = share * Math.pow(slow, lag) + (1 - share) * Math.pow(fast, lag);
            off += (model - lags[lag]) * (model - lags[lag]);
          }
          if (off < least) {
            least = off;
            best = new double[] {slow, fast, share};
          }
        }
      }
    }
    return best;
  }

  private static double[] axisCorrelation(double[][] covariance) {
    double[] correlation = new double[MOST_LAG + 1];
    for (int apart = 0; apart <= MOST_LAG; apart++) {
      int pairs = DiskValues.DISKS - apart;
      for (int k = 0; k < pairs; k++) {
        correlation[apart] +=
            covariance[k][k + apart]
                / Math.sqrt(covariance[k][k] * covariance[k + apart][k + apart])
                / pairs;
      }
    }
    return correlation;
  }

  private static RealMatrix covariance(List<double[]> rows) {
    return new Covariance(rows.toArray(double[][]::new), false).getCovarianceMatrix();
  }

  /** The lower triangle L with L L' = the covariance, shrunk towards independence. */
  private static double[][] factor(RealMatrix covariance) {
    RealMatrix variances =
        MatrixUtils.createRealDiagonalMatrix(
            IntStream.range(0, covariance.getRowDimension())
                .mapToDouble(k -> SHRINKAGE * covariance.getEntry(k, k) + LEAST_VARIANCE)
                .toArray());
    RealMatrix shrunk = covariance.scalarMultiply(1 - SHRINKAGE).add(variances);
    return new CholeskyDecomposition(
            shrunk, CholeskyDecomposition.DEFAULT_RELATIVE_SYMMETRY_THRESHOLD, 0)
        .getL()
        .getData();
  }

  private static double rootMeanSquare(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElse(0));
  }

  private static double sd(double[] values) {
    return StandardDeviation.of(values).setBiased(true).getAsDouble();
  }
}
