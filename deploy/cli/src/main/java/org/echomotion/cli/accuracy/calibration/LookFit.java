package org.echomotion.cli.accuracy.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.echomotion.ef.interval.Look;
import org.echomotion.ef.quality.PictureMeasures;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.correlation.Covariance;
import org.jspecify.annotations.Nullable;

/** Fits a {@link Look} to the pictures of a set. */
final class LookFit {

  /** Fewer pictures do not show what a set looks like. */
  private static final int FEWEST = 30;

  private static final double TYPICAL_PERCENTILE = 99;

  /** Share of a measure's variance that is added, so that a constant measure has an inverse. */
  private static final double RIDGE = 1e-3;

  private static final double LEAST_VARIANCE = 1e-6;

  private LookFit() {}

  /** What these pictures look like; null if there are too few. */
  static @Nullable Look fit(List<PictureMeasures> pictures) {
    if (pictures.size() < FEWEST) {
      return null;
    }
    RealMatrix numbers =
        new Array2DRowRealMatrix(
            pictures.stream().map(Look::numbers).toArray(double[][]::new), false);
    RealMatrix covariance = new Covariance(numbers).getCovarianceMatrix();
    for (int i = 0; i < Look.MEASURES; i++) {
      covariance.addToEntry(i, i, RIDGE * covariance.getEntry(i, i) + LEAST_VARIANCE);
    }
    RealMatrix precision = MatrixUtils.inverse(covariance);
    List<List<Double>> rows = Arrays.stream(precision.getData()).map(LookFit::list).toList();
    List<Double> means =
        IntStream.range(0, Look.MEASURES)
            .mapToObj(i -> StatUtils.mean(numbers.getColumn(i)))
            .toList();
    double logDeterminant = Math.log(new LUDecomposition(precision).getDeterminant());
    Look unlimited = new Look(means, rows, logDeterminant, Double.MAX_VALUE);
    double[] distances = pictures.stream().mapToDouble(unlimited::distance).toArray();
    return new Look(
        means, rows, logDeterminant, StatUtils.percentile(distances, TYPICAL_PERCENTILE));
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
