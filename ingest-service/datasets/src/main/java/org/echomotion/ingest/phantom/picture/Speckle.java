package org.echomotion.ingest.phantom.picture;

import org.echomotion.ingest.phantom.Draw;

/**
 * Speckle on a beam-by-depth grid: the magnitude of a complex Gaussian field. The field has a
 * correlation length across and along the beam, and decorrelates over time.
 *
 * <p>In time the field is the sum of a slow and a fast first-order autoregression. Their sum fits
 * the correlation measured on clips (0.87, 0.71, 0.62, 0.51, 0.36 at lags 1, 2, 3, 5, 10 of 20 ms),
 * which a single one cannot fit. Each innovation is a random window of one filtered noise torus, so
 * a frame needs only a few random numbers.
 */
final class Speckle {

  /** Correlation of the field itself; that of the brightness is about its square. */
  private static final double SLOW_SHARE = 0.85;

  private static final double SLOW_PER_20_MS = 0.946;
  private static final double FAST_PER_20_MS = 0.62;

  private static final int TABLE = 2048;
  private static final double TABLE_END = 14;

  private final int beams;
  private final int depths;
  private final int bankBeams;
  private final int bankDepths;
  private final float[] bankRe;
  private final float[] bankIm;
  private final float[] slowRe;
  private final float[] slowIm;
  private final float[] fastRe;
  private final float[] fastIm;
  private final float[] brightness = new float[TABLE + 2];
  private final Draw draw;
  private boolean started;

  /**
   * @param beamSigma correlation across the beams, in beams (sd of the filter)
   * @param depthSigma correlation along the beam, in samples
   * @param contrast exponent on the magnitude: 1 gives Rayleigh speckle (sd/mean 0.52), less gives
   *     the speckle after log compression
   */
  Speckle(int beams, int depths, double beamSigma, double depthSigma, double contrast, Draw draw) {
    this.beams = beams;
    this.depths = depths;
    this.draw = draw;
    this.bankBeams = beams + 96;
    this.bankDepths = depths + 96;
    this.bankRe = bank(beamSigma, depthSigma);
    this.bankIm = bank(beamSigma, depthSigma);
    int n = beams * depths;
    this.slowRe = new float[n];
    this.slowIm = new float[n];
    this.fastRe = new float[n];
    this.fastIm = new float[n];
    // The squared magnitude over its mean is exponential: E[q^(c/2)] = Gamma(1 + c/2).
    double mean = 0;
    int steps = 4000;
    for (int i = 0; i < steps; i++) {
      mean += Math.pow(-Math.log(1 - (i + 0.5) / steps), contrast / 2) / steps;
    }
    for (int i = 0; i < brightness.length; i++) {
      brightness[i] = (float) (Math.pow(i * TABLE_END / TABLE, contrast / 2) / mean);
    }
  }

  /** Advances by {@code seconds} and writes brightness factors of mean 1 into {@code out}. */
  void advance(double seconds, float[] out) {
    double steps = started ? seconds / 0.02 : 1e9;
    started = true;
    mix(slowRe, slowIm, Math.pow(SLOW_PER_20_MS, steps));
    mix(fastRe, fastIm, Math.pow(FAST_PER_20_MS, steps));
    float a = (float) Math.sqrt(SLOW_SHARE / 2);
    float b = (float) Math.sqrt((1 - SLOW_SHARE) / 2);
    float scale = (float) (TABLE / TABLE_END);
    for (int i = 0; i < out.length; i++) {
      float re = a * slowRe[i] + b * fastRe[i];
      float im = a * slowIm[i] + b * fastIm[i];
      float q = (re * re + im * im) * scale;
      int k = q >= TABLE ? TABLE : (int) q;
      float w = q >= TABLE ? 0 : q - k;
      out[i] = brightness[k] + w * (brightness[k + 1] - brightness[k]);
    }
  }

  private void mix(float[] re, float[] im, double keep) {
    float old = (float) keep;
    float fresh = (float) Math.sqrt(1 - keep * keep);
    int beamShift = draw.below(bankBeams);
    int depthShift = draw.below(bankDepths);
    int beamShift2 = draw.below(bankBeams);
    int depthShift2 = draw.below(bankDepths);
    for (int b = 0; b < beams; b++) {
      int row = (b + beamShift) % bankBeams * bankDepths;
      int row2 = (b + beamShift2) % bankBeams * bankDepths;
      int d = depthShift;
      int d2 = depthShift2;
      for (int i = b * depths, end = i + depths; i < end; i++) {
        re[i] = old * re[i] + fresh * bankRe[row + d];
        im[i] = old * im[i] + fresh * bankIm[row2 + d2];
        d = d + 1 == bankDepths ? 0 : d + 1;
        d2 = d2 + 1 == bankDepths ? 0 : d2 + 1;
      }
    }
  }

  private float[] bank(double beamSigma, double depthSigma) {
    float[] noise = new float[bankBeams * bankDepths];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) draw.gaussian();
    }
    return PeriodicBlur.unitVariance(
        PeriodicBlur.torus(noise, bankBeams, bankDepths, beamSigma, depthSigma));
  }
}
