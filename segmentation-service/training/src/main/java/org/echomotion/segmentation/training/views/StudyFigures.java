package org.echomotion.segmentation.training.views;

/**
 * Agreement of ejection fractions with the truth.
 *
 * @param studies number of studies
 * @param meanAbsoluteError mean absolute error, points
 * @param bias mean of predicted minus true, points
 * @param errorDeviation standard deviation of predicted minus true, points
 * @param pearson correlation; NaN for fewer than two studies
 */
record StudyFigures(
    int studies, double meanAbsoluteError, double bias, double errorDeviation, double pearson) {

  static StudyFigures of(double[] predicted, double[] truth) {
    int n = predicted.length;
    double absolute = 0;
    double bias = 0;
    double meanP = 0;
    double meanT = 0;
    for (int i = 0; i < n; i++) {
      absolute += Math.abs(predicted[i] - truth[i]) / n;
      bias += (predicted[i] - truth[i]) / n;
      meanP += predicted[i] / n;
      meanT += truth[i] / n;
    }
    double variance = 0;
    double pp = 0;
    double tt = 0;
    double pt = 0;
    for (int i = 0; i < n; i++) {
      double error = predicted[i] - truth[i] - bias;
      variance += error * error / Math.max(1, n - 1);
      pp += (predicted[i] - meanP) * (predicted[i] - meanP);
      tt += (truth[i] - meanT) * (truth[i] - meanT);
      pt += (predicted[i] - meanP) * (truth[i] - meanT);
    }
    return new StudyFigures(n, absolute, bias, Math.sqrt(variance), pt / Math.sqrt(pp * tt));
  }
}
