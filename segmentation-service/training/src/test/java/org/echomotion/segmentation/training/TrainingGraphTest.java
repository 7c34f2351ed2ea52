package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {

  private static final double RATE = 0.01;
  private static final double DECAY = 0.5;

  private static Weights start;
  private static Weights after;
  private static Weights average;

  @BeforeAll
  static void takeOneStep() {
    try (TrainingGraph graph = new TrainingGraph(config())) {
      start = Weights.initial(graph.parameters(), 1);
      graph.start(start);
      graph.step(Batch.of(Discs.frames(4, "disc")), 0, RATE, 9);
      after = graph.current();
      average = graph.averaged();
    }
  }

  @Test
  void theFirstStepMovesByTheRateAndDecaysKernelsOnly() {
    // Adam's first step is rate * g / (|g| + epsilon): plus or minus the rate.
    assertEquals(RATE, Math.abs(data(after, "head.bias")[0]), 1e-5);
    float[] before = data(start, "head.kernel");
    float[] kernel = data(after, "head.kernel");
    for (int i = 0; i < kernel.length; i += 3) {
      double decayed = before[i] * (1 - RATE * DECAY);
      assertEquals(RATE, Math.abs(kernel[i] - decayed), 1e-4);
    }
  }

  @Test
  void theAverageGoesNineTenthsOfTheFirstStep() {
    // Step 0 averages with decay min(0.998, 1/10).
    float[] before = data(start, "head.kernel");
    float[] kernel = data(after, "head.kernel");
    float[] averaged = data(average, "head.kernel");
    for (int i = 0; i < kernel.length; i++) {
      assertEquals(0.1 * before[i] + 0.9 * kernel[i], averaged[i], 1e-6);
    }
  }

  @Test
  void structuresWithoutALabelAreNotLearned() {
    float[] bias = data(after, "head.bias");
    assertTrue(bias[0] != 0);
    assertEquals(0, bias[1]);
    assertEquals(0, bias[2]);
  }

  @Test
  void theMovingStatisticsFollowTheBatch() {
    // The variance starts at 1 and goes 2 % of the way to the batch's.
    float variance = data(after, "stem.full.variance")[0];
    assertTrue(variance > 0.98f && variance != 1f, "variance " + variance);
  }

  private static float[] data(Weights weights, String name) {
    return weights.values().get(name).data();
  }

  private static TrainingConfig config() {
    return Composition.of(
        List.of(
            "model=tiny", "optim.decay=" + DECAY, "optim.clip=1e9", "augment=none", "threads=1"));
  }
}
