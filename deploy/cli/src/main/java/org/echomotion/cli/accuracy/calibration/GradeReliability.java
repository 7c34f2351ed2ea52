package org.echomotion.cli.accuracy.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ef.grade.SeverityGrade;
import org.echomotion.ef.interval.EjectionFractionInterval;

/**
 * Whether severity grades are as frequent as stated. Each study gives one statement per grade.
 *
 * @param statements number of statements with a probability in this range
 * @param stated their mean probability, 0 to 1
 * @param observed share of them whose grade is that of the reference
 */
public record GradeReliability(int statements, double stated, double observed) {

  private static final double[] RANGES = {0.05, 0.2, 0.4, 0.6, 0.8, 1.01};

  /**
   * The reliability by range of the probability, from 0.05. Ranges and studies without statements
   * are left out.
   */
  public static List<GradeReliability> of(
      List<Study> studies, List<EjectionFractionInterval> intervals) {
    List<GradeReliability> ranges = new ArrayList<>();
    for (int range = 0; range + 1 < RANGES.length; range++) {
      int statements = 0;
      double stated = 0;
      int observed = 0;
      for (int i = 0; i < studies.size(); i++) {
        SeverityGrade reference =
            SeverityGrade.of(studies.get(i).referencePercent(), Optional.empty());
        Map<SeverityGrade, Double> severity =
            intervals
                .get(i)
                .calibrated()
                .map(EjectionFractionInterval.Calibrated::severity)
                .orElse(Map.of());
        for (Map.Entry<SeverityGrade, Double> grade : severity.entrySet()) {
          if (grade.getValue() >= RANGES[range] && grade.getValue() < RANGES[range + 1]) {
            statements++;
            stated += grade.getValue();
            observed += grade.getKey() == reference ? 1 : 0;
          }
        }
      }
      if (statements > 0) {
        ranges.add(
            new GradeReliability(statements, stated / statements, (double) observed / statements));
      }
    }
    return ranges;
  }
}
