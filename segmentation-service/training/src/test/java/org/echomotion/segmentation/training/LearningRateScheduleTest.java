package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  @Test
  void risesLinearlyThenFallsAsHalfACosineToOnePercent() {
    LearningRateSchedule schedule = new LearningRateSchedule(1.0, 4, 104);
    assertEquals(0.2, schedule.at(0), 1e-12);
    assertEquals(0.8, schedule.at(3), 1e-12);
    assertEquals(1.0, schedule.at(4), 1e-12);
    // Half way: 0.01 + 0.99 / 2. A third of the way: cos 60 degrees is 1/2.
    assertEquals(0.505, schedule.at(54), 1e-12);
    assertEquals(0.01 + 0.99 * 0.75, new LearningRateSchedule(1.0, 0, 300).at(100), 1e-12);
    assertEquals(0.01, schedule.at(104), 1e-12);
    assertEquals(0.01, schedule.at(500), 1e-12);
  }
}
