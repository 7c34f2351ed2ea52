package org.echomotion.segmentation.training.temporal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The measured errors of outlines, and how they change from frame to frame.
 *
 * @param clips number of clips measured
 * @param frames number of their frames
 * @param noise the fitted distribution
 * @param volumeSdPercent SD of the volume's error within a clip
 * @param diameterSdPercent SD of a diameter's error within a clip, mean over the disks
 * @param lengthSdPercent SD of the length's error within a clip
 * @param clipVolumeBiasPercent mean over the clips of the volume's constant error
 * @param clipVolumeSdPercent SD over the clips of the volume's constant error
 * @param lagCorrelation correlation of the volume's error between frames, at lags of 0 to 10 frames
 * @param axisCorrelation correlation of the diameters' errors, at distances of 0 to 10 disks
 */
public record NoiseReport(
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
