package org.echomotion.segmentation.evaluation;

/**
 * Counts of pixels inside the sector (gray above 0), by the model's logit and by whether they
 * belong to the left ventricle. Calibration needs only these counts, and they need a fixed amount
 * of memory.
 *
 * <p>Logits are computed from float32 probabilities and limited to {@value #LIMIT} either way,
 * because a float32 nearer to 1 has no digits left.
 */
public final class SectorLogits {

  /** Largest distinct logit. */
  public static final double LIMIT = 16;

  private static final double STEPS_PER_UNIT = 200;
  private static final double HIGHEST_TEMPERATURE = 20;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final long[] ventricle = new long[(int) (2 * LIMIT * STEPS_PER_UNIT) + 1];
  private final long[] background = new long[ventricle.length];
  private final double[] sums = new double[ventricle.length];

  /**
   * Counts the pixels of a frame.
   *
   * @param gray u8; 0 is outside the sector
   * @param labels 1 is the left ventricle
   * @param probabilities left ventricle, 0..1
   */
  public void add(byte[] gray, byte[] labels, float[] probabilities) {
    for (int i = 0; i < gray.length; i++) {
      if (gray[i] != 0) {
        double p = probabilities[i];
        add(Math.log(p) - Math.log1p(-p), labels[i] == 1);
      }
    }
  }

  /** Counts one pixel. */
  void add(double logit, boolean isVentricle) {
    double limited = Math.max(-LIMIT, Math.min(LIMIT, logit));
    int step = (int) ((limited + LIMIT) * STEPS_PER_UNIT);
    (isVentricle ? ventricle : background)[step]++;
    sums[step] += limited;
  }

  /** Number of counted pixels. */
  public long pixels() {
    long pixels = 0;
    for (int i = 0; i < ventricle.length; i++) {
      pixels += ventricle[i] + background[i];
    }
    return pixels;
  }

  /** Mean negative log likelihood in nats of the logits divided by {@code temperature}. */
  public double negativeLogLikelihood(double temperature) {
    double sum = 0;
    for (int i = 0; i < ventricle.length; i++) {
      if (ventricle[i] + background[i] > 0) {
        double logit = logit(i) / temperature;
        sum += ventricle[i] * softPlus(-logit) + background[i] * softPlus(logit);
      }
    }
    return sum / pixels();
  }

  /**
   * The temperature with the least negative log likelihood (Guo et al., On Calibration of Modern
   * Neural Networks, ICML 2017), between 1/{@value #HIGHEST_TEMPERATURE} and {@value
   * #HIGHEST_TEMPERATURE}; 1 if no pixel was counted.
   */
  public double bestTemperature() {
    if (pixels() == 0) {
      return 1;
    }
    // Convex in 1/T, hence unimodal in log T, as the golden-section search requires.
    double low = -Math.log(HIGHEST_TEMPERATURE);
    double high = Math.log(HIGHEST_TEMPERATURE);
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = negativeLogLikelihood(Math.exp(left));
    double atRight = negativeLogLikelihood(Math.exp(right));
    while (high - low > 1e-6) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = negativeLogLikelihood(Math.exp(left));
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = negativeLogLikelihood(Math.exp(right));
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** The reliability diagram of the logits divided by {@code temperature}. */
  public ReliabilityDiagram reliability(double temperature) {
    long[] pixels = new long[ReliabilityDiagram.BINS];
    long[] hits = new long[ReliabilityDiagram.BINS];
    double[] probability = new double[ReliabilityDiagram.BINS];
    for (int i = 0; i < ventricle.length; i++) {
      long here = ventricle[i] + background[i];
      if (here > 0) {
        double p = 1 / (1 + Math.exp(-logit(i) / temperature));
        int bin = ReliabilityDiagram.binOf(p);
        pixels[bin] += here;
        hits[bin] += ventricle[i];
        probability[bin] += here * p;
      }
    }
    return ReliabilityDiagram.of(pixels, hits, probability);
  }

  /** Mean logit of a step's pixels. */
  private double logit(int step) {
    return sums[step] / (ventricle[step] + background[step]);
  }

  /** ln(1 + e^x) without overflow. */
  private static double softPlus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
