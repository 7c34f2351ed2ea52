package org.echomotion.cli.accuracy.calibration;

import java.util.List;
import org.echomotion.ef.interval.EjectionFractionInterval;

/**
 * How intervals perform on studies.
 *
 * @param studies number of studies
 * @param coverage share of studies with the reference inside the interval
 * @param meanWidthPoints mean of upper minus lower end
 */
public record Performance(int studies, double coverage, double meanWidthPoints) {

  /** Compares each interval with its study's reference. */
  public static Performance of(List<Study> studies, List<EjectionFractionInterval> intervals) {
    int held = 0;
    double width = 0;
    for (int i = 0; i < studies.size(); i++) {
      EjectionFractionInterval interval = intervals.get(i);
      double reference = studies.get(i).referencePercent();
      held += interval.lowerPercent() <= reference && reference <= interval.upperPercent() ? 1 : 0;
      width += interval.upperPercent() - interval.lowerPercent();
    }
    return new Performance(studies.size(), (double) held / studies.size(), width / studies.size());
  }
}
