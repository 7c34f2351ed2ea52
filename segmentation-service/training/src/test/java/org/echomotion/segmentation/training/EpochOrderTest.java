package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

  @Test
  void anEpochIsAFunctionOfItsNumber() {
    EpochOrder order = new EpochOrder(Discs.frames(10, "disc"), config(Map.of()));
    assertEquals(order.epoch(3), order.epoch(3));
    assertNotEquals(order.epoch(3), order.epoch(4));
    assertEquals(8, new HashSet<>(order.epoch(3)).size());
  }

  @Test
  void sharesSetHowOftenASourceIsSeen() {
    List<PreparedFrame> frames = new ArrayList<>(Discs.frames(20, "few"));
    frames.addAll(Discs.frames(30, "many"));
    EpochOrder order = new EpochOrder(frames, config(Map.of("few", 0.75, "many", 0.25)));
    long few = order.epoch(0).stream().filter(f -> f.source().equals("few")).count();
    assertEquals(6, few);
    assertEquals(8, order.epoch(0).size());
  }

  @Test
  void aShareOfASourceThatIsNotThereIsRefused() {
    EpochOrder order = new EpochOrder(Discs.frames(10, "disc"), config(Map.of("camus", 1.0)));
    assertThrows(IllegalArgumentException.class, () -> order.epoch(0));
  }

  private static TrainingConfig config(Map<String, Double> shares) {
    List<String> words =
        new ArrayList<>(List.of("optim.batch=4", "data.samples=8", "seed=3", "threads=1"));
    shares.forEach((source, share) -> words.add("data.shares." + source + "=" + share));
    return Composition.of(words);
  }
}
