package org.echomotion.ef.interval;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ef.grade.SeverityGrade;

/**
 * Where the reference ejection fraction of a study lies, around {@code expectedPercent}: a
 * conformal predictive distribution (Vovk et al., Machine Learning 2019). Beyond the highest level
 * it falls like a Laplace distribution. Values outside 0 to 100 are impossible and excluded.
 *
 * @param expectedPercent centre, 0 to 100
 * @param scalePoints unit of the half widths, points
 * @param halfWidths in units of the scale
 */
public record ErrorDistribution(double expectedPercent, double scalePoints, HalfWidths halfWidths) {

  private static final double TOP_LEVEL = HalfWidths.LEVELS.get(HalfWidths.LEVELS.size() - 1);

  /**
   * The interval that contains the share {@code coverage} of references, and of those below {@link
   * HalfWidths#LOW_PERCENT}.
   */
  Range range(double coverage) {
    double all = scalePoints * HalfWidths.at(coverage, halfWidths.all());
    double low = scalePoints * HalfWidths.at(coverage, halfWidths.low());
    double lower =
        expectedPercent - low < HalfWidths.LOW_PERCENT
            ? expectedPercent - low
            : expectedPercent - all;
    double upper =
        Math.max(expectedPercent + all, Math.min(expectedPercent + low, HalfWidths.LOW_PERCENT));
    return new Range(Math.max(0, lower), Math.min(100, upper));
  }

  /**
   * An interval of ejection fractions.
   *
   * @param lowerPercent lower end, 0 to 100
   * @param upperPercent upper end, not below the lower one
   */
  record Range(double lowerPercent, double upperPercent) {}

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
    double top = halfWidths.all().get(halfWidths.all().size() - 1);
    if (distance > top) {
      double unit = top / StrictMath.log(1 / (1 - TOP_LEVEL));
      return 1 - (1 - TOP_LEVEL) * StrictMath.exp(-(distance - top) / unit);
    }
    double level = 0;
    double width = 0;
    for (int i = 0; i < HalfWidths.LEVELS.size(); i++) {
      if (distance <= halfWidths.all().get(i)) {
        double step = halfWidths.all().get(i) - width;
        double share = step > 0 ? (distance - width) / step : 1;
        return level + share * (HalfWidths.LEVELS.get(i) - level);
      }
      level = HalfWidths.LEVELS.get(i);
      width = halfWidths.all().get(i);
    }
    return level;
  }
}
