package org.echomotion.ef.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.junit.jupiter.api.Test;

class OpinionTest {

  @Test
  void isTheMeanOverThePairsOfBeats() {
    assertEquals(52, Opinion.of(List.of(50.0, 52.0, 54.0)).ejectionFractionPercent(), 1e-9);
  }

  @Test
  void differsFromTheMeasurementByWhatItIsAboveIt() {
    assertEquals(-7.5, new Opinion(47.5).difference(55), 1e-9);
  }

  private static EjectionFractionInterval interval(double lower, double upper, String method) {
    return new EjectionFractionInterval(lower, upper, 0.9, 5, 2, Optional.of("ab"), method);
  }

  @Test
  void leavesAnIntervalThatContainsIt() {
    EjectionFractionInterval interval = interval(45, 60, "m");
    assertSame(interval, new Opinion(45).widened(interval));
    assertSame(interval, new Opinion(60).widened(interval));
  }

  @Test
  void widensAnIntervalOnItsOwnSideOnly() {
    EjectionFractionInterval interval = interval(45, 60, "m");
    String method = "m It is widened to contain the second opinion.";
    assertEquals(interval(38, 60, method), new Opinion(38).widened(interval));
    assertEquals(interval(45, 66, method), new Opinion(66).widened(interval));
  }

  @Test
  void refusesWhatNoHeartEjects() {
    assertThrows(IllegalArgumentException.class, () -> new Opinion(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Opinion(101));
    assertThrows(IllegalArgumentException.class, () -> Opinion.of(List.of()));
  }
}
