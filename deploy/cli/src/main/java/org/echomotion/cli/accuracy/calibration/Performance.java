package org.echomotion.cli.accuracy.calibration;

import java.util.List;
import org.echomotion.ef.interval.EjectionFractionInterval;

/**
 * How intervals perform on studies.
 *
 * @param studies number of studies
 * @param coverage share of studies with the reference inside the interval
 * @param meanWidthPoints mean of upper minus lower end
 * @param meanErrorPoints mean distance of the measurement from the reference
 * @param meanExpectedErrorPoints mean distance of the expected value from the reference; the
 *     measurement counts where no value is expected
 */
public record Performance(
    int studies,
    double coverage,
    double meanWidthPoints,
    double meanErrorPoints,
    double meanExpectedErrorPoints) {

  /** Compares each interval with its study's reference. */
  public static Performance of(List<Study> studies, List<EjectionFractionInterval> intervals) {
    int held = 0;
    double width = 0;
    double error = 0;
    double expectedError = 0;
    for (int i = 0; i < studies.size(); i++) {
      EjectionFractionInterval interval = intervals.get(i);
      double reference = studies.get(i).referencePercent();
      held += interval.lowerPercent() <= reference && reference <= interval.upperPercent() ? 1 : 0;
      width += interval.upperPercent() - interval.lowerPercent();
      double measured = studies.get(i).predictors().ejectionFractionPercent();
      error += Math.abs(measured - reference);
      expectedError +=
          Math.abs(
              interval
                      .calibrated()
                      .map(calibrated -> calibrated.expectedPercent().orElse(measured))
                      .orElse(measured)
                  - reference);
    }
    int n = studies.size();
    return new Performance(n, (double) held / n, width / n, error / n, expectedError / n);
  }
}
