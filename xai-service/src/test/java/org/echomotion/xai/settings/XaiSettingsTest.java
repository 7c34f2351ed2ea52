package org.echomotion.xai.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class XaiSettingsTest {

  private static XaiSettings settings(Map<String, String> stated) {
    Map<String, String> values = new HashMap<>(stated);
    values.put("user.home", "/home/x");
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(XaiSettings.class)
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build();
    return config.getConfigMapping(XaiSettings.class);
  }

  @Test
  void hasDefaults() {
    XaiSettings settings = settings(Map.of());
    assertEquals(Optional.empty(), settings.host());
    assertEquals(8084, settings.port());
    assertEquals(Path.of("/home/x/.echomotion/blobs/xai"), settings.blobDirectory());
    assertEquals(Duration.ofHours(1), settings.orphanSweepEvery());
    assertEquals(Duration.ofHours(1), settings.orphanAge());
  }

  @Test
  void readsEachName() {
    Map<String, String> stated =
        Map.of(
            "echomotion.xai.host", "10.0.0.1",
            "echomotion.xai.port", "9",
            "echomotion.xai.blob-directory", "/blobs",
            "echomotion.xai.orphan-sweep-every", "3h",
            "echomotion.xai.orphan-age", "PT2H");
    XaiSettings settings = settings(stated);
    assertEquals(Optional.of("10.0.0.1"), settings.host());
    assertEquals(9, settings.port());
    assertEquals(Path.of("/blobs"), settings.blobDirectory());
    assertEquals(Duration.ofHours(3), settings.orphanSweepEvery());
    assertEquals(Duration.ofHours(2), settings.orphanAge());
    assertEquals(names(), stated.keySet(), "each setting is asserted above");
  }

  private static Set<String> names() {
    return Arrays.stream(XaiSettings.class.getDeclaredMethods())
        .map(
            method ->
                "echomotion.xai."
                    + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
