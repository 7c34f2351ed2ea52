package org.echomotion.ef.interval;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ef.grade.SeverityGrade;

/**
 * Where the reference ejection fraction of a study lies, symmetric around {@code expectedPercent}:
 * a conformal predictive distribution (Vovk et al., Machine Learning 2019). Beyond the highest
 * level it falls like a Laplace distribution. Values outside 0 to 100 are impossible and excluded.
 *
 * @param expectedPercent centre, 0 to 100
 * @param scalePoints unit of the half widths, points
 * @param halfWidths for each of {@link #LEVELS}: half of the width that contains this share of
 *     references, in units of the scale; ascending
 */
public record ErrorDistribution(
    double expectedPercent, double scalePoints, List<Double> halfWidths) {

  /** Coverages at which a calibration states half widths: 0.05 to 0.95 in steps of 0.05. */
  public static final List<Double> LEVELS =
      List.of(
          0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
          0.85, 0.9, 0.95);

  private static final double TOP_LEVEL = LEVELS.get(LEVELS.size() - 1);

  public ErrorDistribution {
    halfWidths = List.copyOf(halfWidths);
  }

  /** Lower end of the interval that contains the share {@code coverage} of references, percent. */
  double lowerPercent(double coverage) {
    return Math.max(0, expectedPercent - halfWidth(coverage));
  }

  /** Upper end of the interval that contains the share {@code coverage} of references, percent. */
  double upperPercent(double coverage) {
    return Math.min(100, expectedPercent + halfWidth(coverage));
  }

  private double halfWidth(double coverage) {
    int above = 0;
    while (above < LEVELS.size() - 1 && LEVELS.get(above) < coverage) {
      above++;
    }
    double level = above == 0 ? 0 : LEVELS.get(above - 1);
    double width = above == 0 ? 0 : halfWidths.get(above - 1);
    double share = Math.min(1, (coverage - level) / (LEVELS.get(above) - level));
    return scalePoints * (width + share * (halfWidths.get(above) - width));
  }

  /** Probability of each severity grade if the sex is unknown; grades without any are absent. */
  Map<SeverityGrade, Double> severity() {
    Map<SeverityGrade, Double> probabilities = new EnumMap<>(SeverityGrade.class);
    double possible = below(100) - below(0);
    for (int percent = 0; percent <= 100; percent++) {
      double share =
          (below(Math.min(100, percent + 0.5)) - below(Math.max(0, percent - 0.5))) / possible;
      if (share > 0) {
        probabilities.merge(SeverityGrade.of(percent, Optional.empty()), share, Double::sum);
      }
    }
    return probabilities;
  }

  private double below(double percent) {
    double within = within(Math.abs(percent - expectedPercent) / scalePoints);
    return percent < expectedPercent ? (1 - within) / 2 : (1 + within) / 2;
  }

  /** Share of references at most this far from the centre, in units of the scale. */
  private double within(double distance) {
    double top = halfWidths.get(halfWidths.size() - 1);
    if (distance > top) {
      double unit = top / StrictMath.log(1 / (1 - TOP_LEVEL));
      return 1 - (1 - TOP_LEVEL) * StrictMath.exp(-(distance - top) / unit);
    }
    double level = 0;
    double width = 0;
    for (int i = 0; i < LEVELS.size(); i++) {
      if (distance <= halfWidths.get(i)) {
        double step = halfWidths.get(i) - width;
        double share = step > 0 ? (distance - width) / step : 1;
        return level + share * (LEVELS.get(i) - level);
      }
      level = LEVELS.get(i);
      width = halfWidths.get(i);
    }
    return level;
  }
}
