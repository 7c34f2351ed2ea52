package org.echomotion.cli.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.activelearning.selection.ClipEvidence;
import org.echomotion.activelearning.selection.FrameEvidence;
import org.echomotion.activelearning.selection.Reason;
import org.echomotion.activelearning.selection.VentricleShape;
import org.echomotion.activelearning.settings.ActiveLearningSettings;
import org.echomotion.cli.campaign.FrameBudget.Opened;
import org.echomotion.cli.campaign.PoolEvidence.Evidence;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameBudgetTest {

  private static final int FRAMES = 60;
  private static final FrameBudget BUDGET = new FrameBudget(2, 3);

  @ParameterizedTest
  @EnumSource
  void everyStrategyOpensTheSameNumberOfCinesAndFrames(Strategy strategy) {
    List<Opened> opened =
        BUDGET.spend(strategy, pool(0.3, 0.3, 0.3, 0.3), List.of(), new Random(1));
    assertEquals(2, opened.stream().map(each -> each.clip().name()).distinct().count());
    opened.forEach(each -> assertEquals(3, each.frames().stream().distinct().count()));
  }

  @Test
  void framesAreChosenWithTheDefaultsOfTheService() {
    ActiveLearningSettings defaults =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(ActiveLearningSettings.class)
            .build()
            .getConfigMapping(ActiveLearningSettings.class);
    assertEquals(
        new ClipEvidence.Settings(
            defaults.minimumUncertainty(),
            defaults.areaJump(),
            defaults.areaNeighbours(),
            defaults.viewDifference()),
        PoolEvidence.SETTINGS);
    assertEquals(defaults.apartSeconds(), FrameBudget.APART_SECONDS);
  }

  @Test
  void cinesWithFewerFramesAreOpenedLast() {
    // No frame of the second and third cine is uncertain.
    List<Opened> opened =
        BUDGET.spend(Strategy.ENTROPY, pool(0.3, 0, 0, 0.3), List.of(), new Random(1));
    assertEquals(
        List.of("0", "3"), opened.stream().map(each -> each.clip().name()).sorted().toList());
  }

  @Test
  void uncertainCinesAreOpenedMoreOften() {
    Random random = new Random(1);
    List<String> opened = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      BUDGET
          .spend(Strategy.FULL, pool(0.60, 0.21, 0.21, 0.21), List.of(), random)
          .forEach(each -> opened.add(each.clip().name()));
    }
    int uncertain = Collections.frequency(opened, "0");
    // By chance it would be one of two opened cines in half of the rounds.
    assertTrue(uncertain > 130, uncertain + " of 200");
  }

  /** Cines whose frames have the given entropies; 0 is none. */
  private static List<Evidence> pool(double... entropies) {
    List<Evidence> pool = new ArrayList<>();
    for (int clip = 0; clip < entropies.length; clip++) {
      double entropy = entropies[clip];
      pool.add(
          new Evidence(
              clip(String.valueOf(clip)),
              IntStream.range(0, FRAMES).mapToObj(i -> frame(i, entropy)).toList(),
              false));
    }
    return pool;
  }

  private static FrameEvidence frame(int index, double entropy) {
    return new FrameEvidence(
        index,
        index / 40.0,
        Phase.OTHER,
        entropy,
        VentricleShape.NONE,
        entropy > 0 ? Map.of(Reason.CONTOUR_UNCERTAIN, entropy) : Map.of());
  }

  private static PoolClip clip(String name) {
    return new PoolClip(
        name,
        40,
        IntStream.range(0, FRAMES)
            .mapToObj(
                i ->
                    new PreparedFrame(
                        name,
                        "train",
                        "A4C",
                        "MID",
                        new byte[WorkingFrame.PIXELS],
                        new byte[WorkingFrame.PIXELS],
                        Double.NaN,
                        "test",
                        true))
            .toList());
  }
}
