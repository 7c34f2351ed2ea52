package org.echomotion.ef.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void isInAnIntervalWithItsEnds() {
    EjectionFractionInterval interval =
        new EjectionFractionInterval(45, 60, 0.9, 5, 2, Optional.empty(), "m");
    assertTrue(new Opinion(45).isIn(interval));
    assertTrue(new Opinion(60).isIn(interval));
    assertFalse(new Opinion(44.9).isIn(interval));
    assertFalse(new Opinion(60.1).isIn(interval));
  }

  @Test
  void refusesWhatNoHeartEjects() {
    assertThrows(IllegalArgumentException.class, () -> new Opinion(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Opinion(101));
    assertThrows(IllegalArgumentException.class, () -> Opinion.of(List.of()));
  }
}
