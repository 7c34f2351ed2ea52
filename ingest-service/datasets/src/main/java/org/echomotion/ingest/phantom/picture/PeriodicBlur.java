package org.echomotion.ingest.phantom.picture;

/** Gaussian filtering of noise on a torus, for speckle and for slowly varying tissue. */
public final class PeriodicBlur {

  private PeriodicBlur() {}

  /** Filters row-major [rows, columns] with one sd per axis; edges wrap around. */
  static float[] torus(float[] in, int rows, int columns, double rowSigma, double columnSigma) {
    float[] across = new float[in.length];
    double[] k = kernel(columnSigma);
    int half = k.length / 2;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double sum = 0;
        for (int j = -half; j <= half; j++) {
          sum += k[j + half] * in[r * columns + Math.floorMod(c + j, columns)];
        }
        across[r * columns + c] = (float) sum;
      }
    }
    float[] out = new float[in.length];
    k = kernel(rowSigma);
    half = k.length / 2;
    for (int r = 0; r < rows; r++) {
      for (int j = -half; j <= half; j++) {
        int from = Math.floorMod(r + j, rows) * columns;
        float weight = (float) k[j + half];
        for (int c = 0; c < columns; c++) {
          out[r * columns + c] += weight * across[from + c];
        }
      }
    }
    return out;
  }

  static float[] unitVariance(float[] in) {
    double sum = 0;
    for (float v : in) {
      sum += (double) v * v;
    }
    float scale = (float) (1 / Math.sqrt(sum / in.length));
    for (int i = 0; i < in.length; i++) {
      in[i] *= scale;
    }
    return in;
  }

  private static double[] kernel(double sigma) {
    int half = (int) Math.ceil(2.5 * sigma);
    double[] k = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      k[i + half] = sigma == 0 ? 1 : Math.exp(-0.5 * i * i / (sigma * sigma));
    }
    return k;
  }
}
