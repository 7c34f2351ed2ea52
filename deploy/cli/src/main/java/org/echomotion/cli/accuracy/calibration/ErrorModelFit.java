package org.echomotion.cli.accuracy.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.echomotion.ef.interval.ErrorDistribution;
import org.echomotion.ef.interval.ErrorModel;
import org.echomotion.ef.interval.ErrorPredictors;
import org.echomotion.ef.interval.HalfWidths;
import org.echomotion.ef.interval.Planes;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.hipparchus.stat.StatUtils;

/**
 * Fits an {@link ErrorModel}. Bias and scale are those with the highest likelihood of the errors,
 * for Laplace-distributed errors. The half widths are quantiles of {@code |error - bias| / scale}
 * of the same studies, corrected for their number: normalised conformal prediction (Lei et al.,
 * JASA 2018).
 *
 * <p>Each range of the reference counts equally. Otherwise the many studies near normal would
 * decide the bias of the few with a low ejection fraction.
 */
final class ErrorModelFit {

  /** Between the ranges of the reference, percent. */
  private static final double[] BANDS = {40, 50, 60};

  /**
   * Weight of the slopes' squares beside the mean log likelihood, for slopes per unit variation.
   */
  private static final double SHRINKAGE = 0.002;

  /** Below it an absolute error is treated as its square, so that the likelihood is smooth. */
  private static final double SMOOTH_POINTS = 0.5;

  /** Bounds of the logarithms of the variances' parts, points squared. */
  private static final double LEAST_LOG = -6;

  private static final double MOST_LOG = 8;
  private static final double WIDEST_BIAS = 40;
  private static final int BIASES = 3;
  private static final int MOST_EVALUATIONS = 20_000;

  /** The coverage of a 90 % quantile of fewer studies would vary by more than 4 points. */
  private static final int FEWEST_LOW = 50;

  /** Half widths that state nothing yet. */
  private static final HalfWidths UNKNOWN = HalfWidths.ofAll(HalfWidths.LEVELS);

  private final Planes planes;
  private final List<Study> studies;
  private final double[] weights;

  /** Mean and variation of measured ejection fraction and spread; means of the squares. */
  private final double meanEf;

  private final double sdEf;
  private final double meanSpread;
  private final double sdSpread;
  private final double meanSquaredSpread;
  private final double meanSquaredDifference;

  private ErrorModelFit(Planes planes, List<Study> studies) {
    this.planes = planes;
    this.studies = studies;
    this.weights = weights(studies);
    double[] measured = of(ErrorPredictors::ejectionFractionPercent);
    meanEf = StatUtils.mean(measured);
    sdEf = sd(measured);
    double[] spreads = of(ErrorPredictors::spreadPoints);
    meanSpread = StatUtils.mean(spreads);
    sdSpread = sd(spreads);
    meanSquaredSpread = meanSquare(spreads);
    meanSquaredDifference = meanSquare(of(ErrorPredictors::viewDifferencePoints));
  }

  private double[] of(ToDoubleFunction<ErrorPredictors> predictor) {
    return studies.stream().map(Study::predictors).mapToDouble(predictor).toArray();
  }

  /** Fits a model to studies of these planes, or of any planes. */
  static ErrorModel fit(Planes planes, List<Study> studies) {
    ErrorModelFit fit = new ErrorModelFit(planes, studies);
    double[] optimum = fit.optimum();
    return fit.model(optimum, fit.halfWidths(fit.model(optimum, UNKNOWN)));
  }

  private double[] optimum() {
    // Bias, its two slopes, and the logarithms of the three parts of the variance.
    double median = StatUtils.percentile(studies.stream().mapToDouble(Study::error).toArray(), 50);
    double[] start = {median, 0, 0, Math.log(15), Math.log(15), Math.log(5)};
    double[] low = new double[start.length];
    double[] high = new double[start.length];
    Arrays.fill(low, 0, BIASES, -WIDEST_BIAS);
    Arrays.fill(high, 0, BIASES, WIDEST_BIAS);
    Arrays.fill(low, BIASES, low.length, LEAST_LOG);
    Arrays.fill(high, BIASES, high.length, MOST_LOG);
    return new BOBYQAOptimizer(2 * start.length + 1, 2, 1e-6)
        .optimize(
            new MaxEval(MOST_EVALUATIONS),
            new ObjectiveFunction(this::loss),
            GoalType.MINIMIZE,
            new SimpleBounds(low, high),
            new InitialGuess(start))
        .getPoint();
  }

  private double loss(double[] point) {
    ErrorModel model = model(point, UNKNOWN);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < studies.size(); i++) {
      Study study = studies.get(i);
      ErrorDistribution distribution = model.distribution(study.predictors());
      double scale = distribution.scalePoints();
      double off = Math.hypot(residual(model, study) * scale, SMOOTH_POINTS);
      sum += weights[i] * (Math.log(scale) + Math.sqrt(2) * off / scale);
      total += weights[i];
    }
    double slopes = 0;
    for (int i = 1; i < BIASES; i++) {
      slopes += point[i] * point[i];
    }
    return sum / total + SHRINKAGE * slopes;
  }

  /** The model of a point of the search. */
  private ErrorModel model(double[] point, HalfWidths halfWidths) {
    double perPoint = point[1] / sdEf;
    double perSpread = point[2] / sdSpread;
    return new ErrorModel(
        planes,
        studies.size(),
        new ErrorModel.Bias(
            point[0] - perPoint * (meanEf - ErrorModel.CENTRE_PERCENT) - perSpread * meanSpread,
            perPoint,
            perSpread),
        new ErrorModel.Variance(
            Math.exp(point[BIASES]),
            weight(point[BIASES + 1], meanSquaredSpread),
            weight(point[BIASES + 2], meanSquaredDifference)),
        halfWidths);
  }

  private static double weight(double logShare, double meanSquare) {
    return meanSquare > 0 ? Math.exp(logShare) / meanSquare : 0;
  }

  /** The quantiles of the distances from the centre. They depend on bias and scale only. */
  private HalfWidths halfWidths(ErrorModel model) {
    List<Double> all = quantiles(model, study -> true);
    Predicate<Study> isLow = study -> study.referencePercent() < HalfWidths.LOW_PERCENT;
    if (studies.stream().filter(isLow).count() < FEWEST_LOW) {
      return HalfWidths.ofAll(all);
    }
    List<Double> low = quantiles(model, isLow);
    return new HalfWidths(
        all,
        IntStream.range(0, all.size()).mapToObj(i -> Math.max(all.get(i), low.get(i))).toList());
  }

  private List<Double> quantiles(ErrorModel model, Predicate<Study> which) {
    List<Integer> order =
        IntStream.range(0, studies.size())
            .filter(i -> which.test(studies.get(i)))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> residual(model, studies.get(i))))
            .toList();
    // The next study counts like the mean of these.
    double total = order.stream().mapToDouble(i -> weights[i]).sum() * (1 + 1.0 / order.size());
    List<Double> halfWidths = new ArrayList<>();
    double passed = 0;
    int next = 0;
    for (double level : HalfWidths.LEVELS) {
      // The last bit must not ask for one study more.
      while (next < order.size() && passed < level * total * (1 - 1e-12)) {
        passed += weights[order.get(next)];
        next++;
      }
      halfWidths.add(residual(model, studies.get(order.get(Math.max(0, next - 1)))));
    }
    return halfWidths;
  }

  /** Distance of the reference from the centre, in units of the scale. */
  private static double residual(ErrorModel model, Study study) {
    ErrorDistribution distribution = model.distribution(study.predictors());
    return Math.abs(study.referencePercent() - distribution.expectedPercent())
        / distribution.scalePoints();
  }

  private static double[] weights(List<Study> studies) {
    int[] counts = new int[BANDS.length + 1];
    studies.forEach(study -> counts[band(study)]++);
    long bands = IntStream.of(counts).filter(count -> count > 0).count();
    return studies.stream()
        .mapToDouble(study -> (double) studies.size() / bands / counts[band(study)])
        .toArray();
  }

  private static int band(Study study) {
    int band = 0;
    while (band < BANDS.length && study.referencePercent() >= BANDS[band]) {
      band++;
    }
    return band;
  }

  /** Population standard deviation, at least a little, because a slope is divided by it. */
  private static double sd(double[] values) {
    return Math.max(1e-3, Math.sqrt(StatUtils.populationVariance(values)));
  }

  private static double meanSquare(double[] values) {
    return StatUtils.sumSq(values) / values.length;
  }
}
