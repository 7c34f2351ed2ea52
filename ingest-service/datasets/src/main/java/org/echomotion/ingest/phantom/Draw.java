package org.echomotion.ingest.phantom;

import java.util.Random;
import org.echomotion.ingest.phantom.heart.Curve;

/** Draws random numbers from the distributions of the population and the acquisition. */
public final class Draw {

  private final Random random;

  public Draw(long seed) {
    this.random = new Random(seed);
  }

  /** Returns an independent stream for one purpose. A new draw from it does not change others. */
  public Draw stream(long purpose) {
    return new Draw(mix(random.nextLong() ^ mix(purpose)));
  }

  long bits() {
    return random.nextLong();
  }

  public double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  public double gaussian() {
    return random.nextGaussian();
  }

  /** Normal distribution within bounds: drawn up to 20 times, then the clamped mean. */
  public double normal(double mean, double sd, double low, double high) {
    for (int attempt = 0; attempt < 20; attempt++) {
      double value = mean + sd * random.nextGaussian();
      if (value >= low && value <= high) {
        return value;
      }
    }
    return Math.min(high, Math.max(low, mean));
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Inverse of a piecewise linear distribution function through (probability, value) pairs. */
  double quantiles(double[] probabilities, double[] values) {
    return Curve.linear(probabilities, values, random.nextDouble());
  }

  /** SplitMix64's finaliser: neighbouring seeds give unrelated streams. */
  public static long mix(long z) {
    z = (z + 0x9E3779B97F4A7C15L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
