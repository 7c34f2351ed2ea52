package org.echomotion.segmentation.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How often pixels of a predicted probability are left ventricle, in {@value #BINS} bins of equal
 * width.
 *
 * @param bins from probability 0 to 1
 */
public record ReliabilityDiagram(List<Bin> bins) {

  /** Number of bins, as in Guo et al., ICML 2017. */
  public static final int BINS = 15;

  /**
   * Pixels of similar probability.
   *
   * @param from least probability
   * @param to greatest probability
   * @param pixels in the bin
   * @param meanProbability of its pixels; 0 where there is none
   * @param ventricleShare share of its pixels that are left ventricle; 0 where there is none
   */
  public record Bin(
      double from, double to, long pixels, double meanProbability, double ventricleShare) {}

  public ReliabilityDiagram {
    bins = List.copyOf(bins);
  }

  static int binOf(double probability) {
    return Math.min(BINS - 1, (int) (probability * BINS));
  }

  static ReliabilityDiagram of(long[] pixels, long[] ventricle, double[] probabilitySums) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      double n = Math.max(1, pixels[i]);
      bins.add(
          new Bin(
              (double) i / BINS,
              (double) (i + 1) / BINS,
              pixels[i],
              probabilitySums[i] / n,
              ventricle[i] / n));
    }
    return new ReliabilityDiagram(bins);
  }

  /**
   * Expected calibration error of the left ventricle's probability: the mean over all pixels of
   * their bin's |mean probability - share of left ventricle|. NaN without pixels.
   */
  public double expectedCalibrationError() {
    double sum = 0;
    long pixels = 0;
    for (Bin bin : bins) {
      sum += bin.pixels() * Math.abs(bin.meanProbability() - bin.ventricleShare());
      pixels += bin.pixels();
    }
    return sum / pixels;
  }
}
