package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.junit.jupiter.api.Test;

class SegmentationConfigTest {

  private static SegmentationConfig of(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withDefaultValues(values)
        .withMapping(SegmentationConfig.class)
        .build()
        .getConfigMapping(SegmentationConfig.class);
  }

  @Test
  void defaults() {
    SegmentationConfig config = of(Map.of());
    assertEquals(Optional.empty(), config.host());
    assertEquals(8082, config.port());
    assertEquals(Optional.empty(), config.modelRepository());
    assertEquals("echomotionnet-b0", config.model());
    assertEquals(
        Optional.of(List.of("echomotion-view", "echomotion-study")), config.furtherModels());
    assertEquals("echomotion-view", config.viewModel());
    assertEquals(8, config.segmentBatch());
    assertEquals(1, config.gradCamBatch());
    assertEquals(1024, config.queueCapacity());
    assertEquals(Duration.ofMillis(5), config.batchTimeBudget());
    assertEquals(OptionalInt.empty(), config.runners());
    assertEquals(64, config.minimumAreaPx());
    assertEquals(2.0, config.boundaryRadiusPx());
    assertEquals(
        OutlineSettings.STANDARD,
        new OutlineSettings(config.minimumAreaPx(), config.boundaryRadiusPx()));
  }

  @Test
  void everyName() {
    SegmentationConfig config =
        of(
            Map.ofEntries(
                Map.entry("echomotion.segmentation.host", "segmentation"),
                Map.entry("echomotion.segmentation.port", "9082"),
                Map.entry("echomotion.segmentation.model-repository", "/models"),
                Map.entry("echomotion.segmentation.model", "mine"),
                Map.entry("echomotion.segmentation.further-models", "views"),
                Map.entry("echomotion.segmentation.view-model", "views"),
                Map.entry("echomotion.segmentation.segment-batch", "4"),
                Map.entry("echomotion.segmentation.grad-cam-batch", "2"),
                Map.entry("echomotion.segmentation.queue-capacity", "512"),
                Map.entry("echomotion.segmentation.batch-time-budget", "PT0.01S"),
                Map.entry("echomotion.segmentation.runners", "3"),
                Map.entry("echomotion.segmentation.minimum-area-px", "100"),
                Map.entry("echomotion.segmentation.boundary-radius-px", "3.5")));
    assertEquals(Optional.of("segmentation"), config.host());
    assertEquals(9082, config.port());
    assertEquals(Optional.of(Path.of("/models")), config.modelRepository());
    assertEquals("mine", config.model());
    assertEquals(Optional.of(List.of("views")), config.furtherModels());
    assertEquals("views", config.viewModel());
    assertEquals(4, config.segmentBatch());
    assertEquals(2, config.gradCamBatch());
    assertEquals(512, config.queueCapacity());
    assertEquals(Duration.ofMillis(10), config.batchTimeBudget());
    assertEquals(OptionalInt.of(3), config.runners());
    assertEquals(100, config.minimumAreaPx());
    assertEquals(3.5, config.boundaryRadiusPx());
  }
}
