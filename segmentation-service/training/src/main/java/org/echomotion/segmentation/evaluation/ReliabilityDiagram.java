package org.echomotion.segmentation.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Share of left-ventricle pixels by predicted probability, in {@value #BINS} bins of equal width.
 *
 * @param bins bins from probability 0 to 1
 */
public record ReliabilityDiagram(List<Bin> bins) {

  /** Number of bins, as in Guo et al., ICML 2017. */
  public static final int BINS = 15;

  /**
   * Pixels of similar probability.
   *
   * @param from least probability
   * @param to greatest probability
   * @param pixels number of pixels in the bin
   * @param meanProbability mean probability of its pixels; 0 if there are none
   * @param ventricleShare share of its pixels that are left ventricle; 0 if there are none
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
   * Expected calibration error of the left ventricle's probability: the mean of |mean probability -
   * share of left ventricle| of the pixels' bins, over all pixels. NaN without pixels.
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
