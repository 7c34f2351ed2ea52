package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.echomotion.segmentation.network.TinyNetwork;
import org.echomotion.segmentation.network.Weights;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {

  private static final double RATE = 0.01;
  private static final double DECAY = 0.5;

  @Test
  void theFirstStepMovesByTheRateAndDecaysKernelsOnly() {
    try (TrainingGraph graph = new TrainingGraph(config())) {
      Weights start = Weights.initial(graph.parameters(), 1);
      graph.start(start);
      graph.step(Batch.of(Discs.frames(4, "disc")), 0, RATE, 9);
      Weights after = graph.current();
      Weights average = graph.averaged();

      // Adam's first step is rate * g / (|g| + epsilon): plus or minus the rate.
      float[] bias = after.values().get("head.bias").data();
      assertEquals(RATE, Math.abs(bias[0]), 1e-5);

      float[] before = start.values().get("head.kernel").data();
      float[] kernel = after.values().get("head.kernel").data();
      for (int i = 0; i < kernel.length; i += 3) {
        double decayed = before[i] * (1 - RATE * DECAY);
        assertEquals(RATE, Math.abs(kernel[i] - decayed), 1e-4);
      }

      // Step 0 averages with decay min(0.998, 1/10).
      float[] averaged = average.values().get("head.kernel").data();
      for (int i = 0; i < kernel.length; i++) {
        assertEquals(0.1 * before[i] + 0.9 * kernel[i], averaged[i], 1e-6);
      }
    }
  }

  @Test
  void structuresWithoutALabelAreNotLearned() {
    try (TrainingGraph graph = new TrainingGraph(config())) {
      graph.start(Weights.initial(graph.parameters(), 1));
      graph.step(Batch.of(Discs.frames(4, "disc")), 0, RATE, 9);
      float[] bias = graph.current().values().get("head.bias").data();
      assertTrue(bias[0] != 0);
      assertEquals(0, bias[1]);
      assertEquals(0, bias[2]);
    }
  }

  @Test
  void theMovingStatisticsFollowTheBatch() {
    try (TrainingGraph graph = new TrainingGraph(config())) {
      graph.start(Weights.initial(graph.parameters(), 1));
      graph.step(Batch.of(Discs.frames(4, "disc")), 0, RATE, 9);
      // The variance starts at 1 and goes 2 % of the way to the batch's.
      float variance = graph.current().values().get("stem.full.variance").data()[0];
      assertTrue(variance > 0.98f && variance != 1f, "variance " + variance);
    }
  }

  private static TrainingConfig config() {
    return new TrainingConfig(
        TinyNetwork.config(), 1, 4, RATE, 0, DECAY, 1e9, 0.998, 0, Map.of(), false, 1, 1, 1,
        Optional.empty(), 0);
  }
}
