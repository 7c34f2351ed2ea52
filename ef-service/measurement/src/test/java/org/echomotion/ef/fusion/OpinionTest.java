package org.echomotion.ef.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpinionTest {

  private static final String MODEL = "echomotion-study 0.1.0";

  @Test
  void isTheMeanOverThePairsOfBeats() {
    assertEquals(52, Opinion.of(List.of(50.0, 52.0, 54.0), MODEL).ejectionFractionPercent(), 1e-9);
  }

  @Test
  void differsFromTheMeasurementByWhatItIsAboveIt() {
    assertEquals(-7.5, new Opinion(47.5, MODEL).difference(55), 1e-9);
  }

  @Test
  void leavesAnIntervalThatHoldsIt() {
    Opinion.Ends interval = new Opinion.Ends(45, 60);
    assertEquals(interval, new Opinion(47.5, MODEL).widened(interval));
  }

  @Test
  void widensAnIntervalOnItsOwnSideOnly() {
    Opinion.Ends interval = new Opinion.Ends(45, 60);
    assertEquals(new Opinion.Ends(38, 60), new Opinion(38, MODEL).widened(interval));
    assertEquals(new Opinion.Ends(45, 66), new Opinion(66, MODEL).widened(interval));
  }

  @Test
  void refusesWhatNoHeartEjects() {
    assertThrows(IllegalArgumentException.class, () -> new Opinion(Double.NaN, MODEL));
    assertThrows(IllegalArgumentException.class, () -> new Opinion(101, MODEL));
    assertThrows(IllegalArgumentException.class, () -> Opinion.of(List.of(), MODEL));
  }
}
