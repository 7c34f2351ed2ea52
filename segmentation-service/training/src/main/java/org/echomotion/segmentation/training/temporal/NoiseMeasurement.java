package org.echomotion.segmentation.training.temporal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;

/** Measures {@link SegmentationNoise} on clips of which both truth and outlines are known. */
public final class NoiseMeasurement {

  /** Of the estimated covariances, how much is taken as independent: there are few clips. */
  private static final double SHRINKAGE = 0.1;

  private static final double OUTLIER_SDS = 4;
  private static final double MAD_TO_SD = 1.4826;
  private static final int MOST_LAG = 10;

  /** Errors of one clip. */
  private record Clip(double[][] residuals, boolean[] usable, double[] mean, double slope) {}

  private final List<Clip> clips = new ArrayList<>();
  private int frames;
  private int missing;
  private double entropySum;
  private double entropySquares;

  private NoiseMeasurement() {}

  /**
   * What was measured.
   *
   * @param clips how many
   * @param frames on them
   * @param noise the distribution
   * @param volumeSdPercent of what changes from frame to frame in the volume
   * @param diameterSdPercent of that in a diameter, mean over the disks
   * @param lengthSdPercent of that in the length
   * @param clipVolumeBiasPercent mean of what a clip has throughout, in the volume
   * @param clipVolumeSdPercent of it
   * @param lagCorrelation from frame to frame, at lags of 0 to 10 frames
   * @param axisCorrelation of diameters, at distances of 0 to 10 disks
   */
  public record Report(
      int clips,
      int frames,
      SegmentationNoise noise,
      double volumeSdPercent,
      double diameterSdPercent,
      double lengthSdPercent,
      double clipVolumeBiasPercent,
      double clipVolumeSdPercent,
      double[] lagCorrelation,
      double[] axisCorrelation) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d clips, %d frames; per clip: volume off by %.1f %% on average, SD %.1f %%; with the"
              + " heart: slope %.3f, SD %.3f;%nfrom frame to frame: volume SD %.2f %%, diameter"
              + " %.2f %%, length %.2f %%; between clips by a factor of e^%.2f; outliers %.2f %% of"
              + " frames, %.1f times as large; no ventricle on %.2f %%;%nin time, lag 0 to 10"
              + " frames: %s%nalong the axis, 0 to 10 disks apart: %s%ntwo processes: correlation"
              + " %.2f (share %.2f) and %.2f; entropy %.3f, SD %.3f",
          clips,
          frames,
          clipVolumeBiasPercent,
          clipVolumeSdPercent,
          noise.slopeMean(),
          noise.slopeSd(),
          volumeSdPercent,
          diameterSdPercent,
          lengthSdPercent,
          noise.clipScaleSd(),
          100 * noise.outlierShare(),
          noise.outlierScale(),
          100 * noise.missingShare(),
          rounded(lagCorrelation),
          rounded(axisCorrelation),
          noise.slow(),
          noise.slowShare(),
          noise.fast(),
          noise.entropyMean(),
          noise.entropySd());
    }

    private static List<String> rounded(double[] values) {
      return Arrays.stream(values).mapToObj(v -> String.format(Locale.ROOT, "%.2f", v)).toList();
    }
  }

  /**
   * Measures the errors of outlined clips whose truth is known.
   *
   * @throws IllegalArgumentException if there are fewer than 3 clips with truth and outlines
   */
  public static Report of(List<TemporalSequence> sequences) {
    NoiseMeasurement measurement = new NoiseMeasurement();
    sequences.stream().filter(s -> s.known() && s.segmented()).forEach(measurement::add);
    if (measurement.clips.size() < 3) {
      throw new IllegalArgumentException("errors are measured on at least 3 outlined clips");
    }
    return measurement.report();
  }

  private void add(TemporalSequence sequence) {
    int n = sequence.frames().size();
    double[][] errors = new double[n][];
    double[] motion = new double[n];
    double meanVolume = SegmentationNoise.meanVolume(sequence);
    for (int i = 0; i < n; i++) {
      Frame frame = sequence.frames().get(i);
      frames++;
      motion[i] = Math.log(frame.truth().orElseThrow().volume() / meanVolume);
      if (frame.measured().isEmpty()) {
        missing++;
        continue;
      }
      entropySum += frame.entropy();
      entropySquares += frame.entropy() * frame.entropy();
      errors[i] = errors(frame);
    }
    double[] volume = new double[n];
    boolean[] usable = new boolean[n];
    for (int i = 0; i < n; i++) {
      usable[i] = errors[i] != null;
      volume[i] = usable[i] ? volume(errors[i]) : 0;
    }
    double slope = slope(motion, volume, usable);
    double[] mean = new double[DiskValues.VALUES];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (usable[i]) {
        for (int k = 0; k < mean.length; k++) {
          errors[i][k] -= slope * motion[i] * SegmentationNoise.shareOfVolume(k);
          mean[k] += errors[i][k];
        }
        count++;
      } else {
        errors[i] = new double[DiskValues.VALUES];
      }
    }
    if (count < n / 2) {
      return;
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= count;
      for (int i = 0; i < n; i++) {
        errors[i][k] -= usable[i] ? mean[k] : 0;
      }
    }
    clips.add(new Clip(errors, usable, mean, slope));
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

  /** To first order: the middle disks, which make the volume, twice; the length once. */
  private static double volume(double[] errors) {
    double sum = 0;
    for (int k = 2; k < DiskValues.DISKS - 2; k++) {
      sum += errors[k];
    }
    return 2 * sum / (DiskValues.DISKS - 4) + errors[DiskValues.LENGTH];
  }

  private static double slope(double[] x, double[] y, boolean[] usable) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (usable[i]) {
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        sxy += x[i] * y[i];
        n++;
      }
    }
    double spread = sxx - sx * sx / Math.max(1, n);
    return spread < 1e-9 ? 0 : (sxy - sx * sy / n) / spread;
  }

  private Report report() {
    List<double[]> means = clips.stream().map(Clip::mean).toList();
    double[] clipMean = mean(means);
    double outlierSd = MAD_TO_SD * median(absoluteVolumeErrors());
    double limit = OUTLIER_SDS * outlierSd;
    List<double[]> usual = new ArrayList<>();
    int outliers = 0;
    double outlierSquares = 0;
    for (Clip clip : clips) {
      for (int i = 0; i < clip.usable().length; i++) {
        if (!clip.usable()[i]) {
          continue;
        }
        double error = volume(clip.residuals()[i]);
        if (Math.abs(error) > limit) {
          outliers++;
          outlierSquares += error * error;
        } else {
          usual.add(clip.residuals()[i]);
        }
      }
    }
    double[][] frameCovariance = covariance(usual, new double[DiskValues.VALUES]);
    double volumeSd =
        Math.sqrt(usual.stream().mapToDouble(e -> volume(e) * volume(e)).average().orElse(0));
    double[] lags = lagCorrelation(limit);
    double[] processes = processes(lags);
    double[] slopes = clips.stream().mapToDouble(Clip::slope).toArray();
    double slopeMean = Arrays.stream(slopes).average().orElseThrow();
    int measured = frames - missing;
    double entropyMean = entropySum / measured;
    SegmentationNoise noise =
        new SegmentationNoise(
            clipMean,
            Cholesky.factor(shrunk(covariance(means, clipMean))),
            slopeMean,
            sd(slopes, slopeMean),
            Cholesky.factor(shrunk(frameCovariance)),
            processes[0],
            processes[1],
            processes[2],
            clipScaleSd(limit),
            (double) outliers / Math.max(1, measured),
            outliers == 0 ? 1 : Math.sqrt(outlierSquares / outliers) / volumeSd,
            (double) missing / frames,
            entropyMean,
            Math.sqrt(Math.max(0, entropySquares / measured - entropyMean * entropyMean)));
    double[] clipVolumes = means.stream().mapToDouble(NoiseMeasurement::volume).toArray();
    double clipVolumeMean = Arrays.stream(clipVolumes).average().orElseThrow();
    double diameterSd = 0;
    for (int k = 0; k < DiskValues.DISKS; k++) {
      diameterSd += Math.sqrt(frameCovariance[k][k]) / DiskValues.DISKS;
    }
    return new Report(
        clips.size(),
        frames,
        noise,
        100 * volumeSd,
        100 * diameterSd,
        100 * Math.sqrt(frameCovariance[DiskValues.LENGTH][DiskValues.LENGTH]),
        100 * clipVolumeMean,
        100 * sd(clipVolumes, clipVolumeMean),
        lags,
        axisCorrelation(frameCovariance));
  }

  private double[] absoluteVolumeErrors() {
    return clips.stream()
        .flatMapToDouble(
            clip ->
                IntStream.range(0, clip.usable().length)
                    .filter(i -> clip.usable()[i])
                    .mapToDouble(i -> Math.abs(volume(clip.residuals()[i]))))
        .toArray();
  }

  /** SD over the clips of the logarithm of the volume error's SD, without the bad frames. */
  private double clipScaleSd(double limit) {
    double[] logs =
        clips.stream()
            .mapToDouble(
                clip ->
                    IntStream.range(0, clip.usable().length)
                        .filter(i -> clip.usable()[i])
                        .mapToDouble(i -> volume(clip.residuals()[i]))
                        .filter(error -> Math.abs(error) <= limit)
                        .map(error -> error * error)
                        .average()
                        .orElse(1e-6))
            .map(square -> Math.log(Math.max(1e-6, square)) / 2)
            .toArray();
    return sd(logs, Arrays.stream(logs).average().orElseThrow());
  }

  /** Of the volume's error, without the bad frames. */
  private double[] lagCorrelation(double limit) {
    double[] products = new double[MOST_LAG + 1];
    int[] counts = new int[MOST_LAG + 1];
    for (Clip clip : clips) {
      for (int lag = 0; lag <= MOST_LAG; lag++) {
        for (int i = 0; i + lag < clip.usable().length; i++) {
          double a = volume(clip.residuals()[i]);
          double b = volume(clip.residuals()[i + lag]);
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

  private static double[] mean(List<double[]> rows) {
    double[] mean = new double[DiskValues.VALUES];
    for (double[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / rows.size();
      }
    }
    return mean;
  }

  private static double[][] covariance(List<double[]> rows, double[] mean) {
    double[][] covariance = new double[DiskValues.VALUES][DiskValues.VALUES];
    for (double[] row : rows) {
      for (int i = 0; i < covariance.length; i++) {
        for (int j = 0; j < covariance.length; j++) {
          covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / rows.size();
        }
      }
    }
    return covariance;
  }

  private static double[][] shrunk(double[][] covariance) {
    double[][] shrunk = new double[covariance.length][];
    for (int i = 0; i < covariance.length; i++) {
      shrunk[i] = covariance[i].clone();
      for (int j = 0; j < covariance.length; j++) {
        shrunk[i][j] *= i == j ? 1 : 1 - SHRINKAGE;
      }
      shrunk[i][i] += 1e-8;
    }
    return shrunk;
  }

  private static double sd(double[] values, double mean) {
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
