package org.echomotion.segmentation.training.temporal;

/** The square root of a covariance by which independent numbers become correlated ones. */
final class Cholesky {

  private Cholesky() {}

  /**
   * @param covariance symmetric and positive definite
   * @return the lower triangle L with L L' = covariance
   * @throws IllegalArgumentException if it is not positive definite
   */
  static double[][] factor(double[][] covariance) {
    int n = covariance.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = covariance[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        if (i == j && !(rest > 0)) {
          throw new IllegalArgumentException("the covariance is not positive definite");
        }
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
    }
    return lower;
  }
}
