package org.echomotion.activelearning.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ActiveLearningSettingsTest {

  private static ActiveLearningSettings settings(Map<String, String> stated) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(ActiveLearningSettings.class)
            .withSources(new PropertiesConfigSource(stated, "test", 100))
            .build();
    return config.getConfigMapping(ActiveLearningSettings.class);
  }

  @Test
  void hasDefaults() {
    ActiveLearningSettings settings = settings(Map.of());
    assertEquals(Optional.empty(), settings.host());
    assertEquals(8085, settings.port());
    assertEquals(0.15, settings.areaJump());
    assertEquals(2, settings.areaNeighbours());
    assertEquals(10, settings.viewDifference());
    assertEquals(Duration.ofSeconds(10), settings.sweepPeriod());
    assertEquals(0.2, settings.minimumUncertainty());
    assertEquals(0.15, settings.apartSeconds());
  }

  @Test
  void readsEachName() {
    Map<String, String> stated =
        Map.of(
            "echomotion.active-learning.host", "10.0.0.1",
            "echomotion.active-learning.port", "9",
            "echomotion.active-learning.area-jump", "0.4",
            "echomotion.active-learning.area-neighbours", "3",
            "echomotion.active-learning.view-difference", "12",
            "echomotion.active-learning.sweep-period", "1m",
            "echomotion.active-learning.minimum-uncertainty", "0.3",
            "echomotion.active-learning.apart-seconds", "0.5");
    ActiveLearningSettings settings = settings(stated);
    assertEquals(Optional.of("10.0.0.1"), settings.host());
    assertEquals(9, settings.port());
    assertEquals(0.4, settings.areaJump());
    assertEquals(3, settings.areaNeighbours());
    assertEquals(12, settings.viewDifference());
    assertEquals(Duration.ofMinutes(1), settings.sweepPeriod());
    assertEquals(0.3, settings.minimumUncertainty());
    assertEquals(0.5, settings.apartSeconds());
    assertEquals(names(), stated.keySet(), "each setting is asserted above");
  }

  private static Set<String> names() {
    return Arrays.stream(ActiveLearningSettings.class.getDeclaredMethods())
        .map(
            method ->
                "echomotion.active-learning."
                    + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
