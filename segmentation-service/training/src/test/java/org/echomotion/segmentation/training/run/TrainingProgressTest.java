package org.echomotion.segmentation.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.echomotion.segmentation.training.configuration.Composition;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

  @Test
  void theTimeLeftCountsStepsAndScoresToCome() throws InterruptedException {
    TrainingProgress progress =
        new TrainingProgress(
            Composition.of(List.of("optim.epochs=10", "optim.validate_every=2")).optim(), 4, 10);
    try (TrainingProgress.Epoch epoch = progress.epoch(1)) {
      Thread.sleep(20);
      epoch.step(1, 0.5);
      Thread.sleep(20);
      epoch.step(1, 0.5);
      assertTrue(epoch.imagesPerSecond() <= 2 * 16 / 0.04, "rate " + epoch.imagesPerSecond());
    }
    // 38 steps of at least 20 ms.
    Duration steps = progress.left(1, 2);
    assertTrue(steps.toMillis() >= 38 * 20, "left " + steps);
    progress.scored(Duration.ofSeconds(10).toNanos());
    // And the scores of epochs 2, 4, 6, 8 and 10.
    assertEquals(50, progress.left(1, 2).minus(steps).toMillis() / 1000.0, 1e-3);
    assertEquals(Duration.ZERO, progress.left(10, 4));
  }
}
