package org.echomotion.segmentation.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThroughputTest {

  private static final Throughput.Pace FAST = new Throughput.Pace(2000, 0.5);

  @Test
  void busyCoresAreTheBound() {
    // 80 images/s of 24 ms each keep 1.92 cores busy.
    Throughput throughput = of(new Throughput.Pace(84, 23.5), FAST, new Throughput.Pace(80, 24));
    assertEquals(
        "the cores: 1.9 of 2 are busy, with the graph for 98 % of the time", throughput.bound());
    assertTrue(
        throughput.table().contains("training                80.0 images/s,  24.00 ms of CPU each"),
        throughput.table());
  }

  @Test
  void idleCoresPointToTheGraphsOrderOrToOthers() {
    String bound = of(new Throughput.Pace(50, 20), FAST, new Throughput.Pace(50, 20)).bound();
    assertTrue(bound.endsWith("1.0 of 2 cores are busy"), bound);
  }

  @Test
  void aSlowAugmentationIsNamed() {
    Throughput.Pace slow = new Throughput.Pace(40, 25);
    assertEquals("the augmenting thread", of(new Throughput.Pace(80, 20), slow, slow).bound());
  }

  private static Throughput of(
      Throughput.Pace graph, Throughput.Pace augmentation, Throughput.Pace training) {
    return new Throughput(graph, augmentation, training, 16, 2, 2);
  }
}
