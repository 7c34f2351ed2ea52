package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  private static final Map<Integer, Double> SCORES =
      Map.of(4, 0.90, 8, 0.93, 12, 0.92, 16, 0.93, 20, 0.91);

  @Test
  void theFirstOfEqualScoresIsTheBest() {
    assertEquals(OptionalInt.of(8), new EarlyStopping(SCORES, 3).bestEpoch());
    assertEquals(OptionalInt.empty(), new EarlyStopping(Map.of(), 3).bestEpoch());
  }

  @Test
  void stopsAfterSoManyScoresWithoutABetterOne() {
    assertTrue(new EarlyStopping(SCORES, 3).shouldStop());
    assertFalse(new EarlyStopping(SCORES, 4).shouldStop());
    assertFalse(new EarlyStopping(SCORES, 0).shouldStop());
    assertFalse(new EarlyStopping(Map.of(), 1).shouldStop());
  }
}
