package org.echomotion.ef.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.echomotion.ef.grade.SeverityGrade;
import org.junit.jupiter.api.Test;

class ErrorDistributionTest {

  /** A uniform distribution up to its highest level: 0.95 lies within 0.95 units. */
  private static ErrorDistribution uniform(double expected, double scale) {
    return new ErrorDistribution(expected, scale, HalfWidths.ofAll(HalfWidths.LEVELS));
  }

  @Test
  void givesTheHalfWidthOfALevelAndBetweenLevels() {
    assertEquals(41, uniform(50, 10).range(0.9).lowerPercent(), 1e-9);
    assertEquals(59, uniform(50, 10).range(0.9).upperPercent(), 1e-9);
    assertEquals(50 - 9.25, uniform(50, 10).range(0.925).lowerPercent(), 1e-9);
    assertEquals(50 + 0.25, uniform(50, 10).range(0.025).upperPercent(), 1e-9);
  }

  @Test
  void endsAtThePossibleValues() {
    assertEquals(0, uniform(3, 10).range(0.9).lowerPercent());
    assertEquals(100, uniform(98, 10).range(0.9).upperPercent());
  }

  @Test
  void severityIsTheShareOfTheDistributionInEachGrade() {
    // From 40.5 on mildly abnormal: 0.5 units above the centre, so a quarter is above.
    Map<SeverityGrade, Double> severity = uniform(35.5, 10).severity();
    assertEquals(1, severity.values().stream().mapToDouble(p -> p).sum(), 1e-9);
    double above =
        severity.entrySet().stream()
            .filter(e -> e.getKey().compareTo(SeverityGrade.MODERATELY_ABNORMAL) > 0)
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertEquals(0.25, above, 1e-4);
    assertEquals(0.2, severity.get(SeverityGrade.SEVERELY_ABNORMAL), 1e-4);
  }

  @Test
  void gradesFarAwayStayPossible() {
    double normal = uniform(20, 10).severity().get(SeverityGrade.NORMAL);
    assertTrue(normal > 0 && normal < 0.001, "" + normal);
    assertEquals(1, uniform(100, 1).severity().get(SeverityGrade.ABOVE_NORMAL), 1e-6);
  }

  @Test
  void equalHalfWidthsAreOneStep() {
    List<Double> steps = HalfWidths.LEVELS.stream().map(l -> l < 0.5 ? 0.0 : 1.0).toList();
    ErrorDistribution distribution = new ErrorDistribution(50, 2, HalfWidths.ofAll(steps));
    assertEquals(50, distribution.range(0.4).lowerPercent());
    assertEquals(48, distribution.range(0.9).lowerPercent());
    assertFalse(distribution.severity().values().stream().anyMatch(p -> Double.isNaN(p)));
  }
}
