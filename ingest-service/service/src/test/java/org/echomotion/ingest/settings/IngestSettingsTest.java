package org.echomotion.ingest.settings;

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

class IngestSettingsTest {

  private static IngestSettings settings(Map<String, String> stated) {
    Map<String, String> values = new HashMap<>(stated);
    values.put("user.home", "/home/x");
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(IngestSettings.class)
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build();
    return config.getConfigMapping(IngestSettings.class);
  }

  @Test
  void hasDefaults() {
    IngestSettings settings = settings(Map.of());
    assertEquals(Optional.empty(), settings.host());
    assertEquals(8081, settings.port());
    assertEquals(Path.of("/home/x/.echomotion/blobs/ingest"), settings.blobDirectory());
    assertEquals(512L << 20, settings.maxUploadBytes().asLongValue());
    assertEquals(2, settings.concurrentDecodes());
    assertEquals(Duration.ofSeconds(5), settings.outboxSweepEvery());
    assertEquals(Duration.ofHours(1), settings.orphanAge());
    assertEquals(Duration.ofHours(1), settings.orphanSweepEvery());
  }

  @Test
  void readsEachName() {
    Map<String, String> stated =
        Map.of(
            "echomotion.ingest.host", "10.0.0.1",
            "echomotion.ingest.port", "9",
            "echomotion.ingest.blob-directory", "/blobs",
            "echomotion.ingest.max-upload-bytes", "64M",
            "echomotion.ingest.concurrent-decodes", "3",
            "echomotion.ingest.outbox-sweep-every", "7s",
            "echomotion.ingest.orphan-age", "PT2H",
            "echomotion.ingest.orphan-sweep-every", "3h");
    IngestSettings settings = settings(stated);
    assertEquals(Optional.of("10.0.0.1"), settings.host());
    assertEquals(9, settings.port());
    assertEquals(Path.of("/blobs"), settings.blobDirectory());
    assertEquals(64L << 20, settings.maxUploadBytes().asLongValue());
    assertEquals(3, settings.concurrentDecodes());
    assertEquals(Duration.ofSeconds(7), settings.outboxSweepEvery());
    assertEquals(Duration.ofHours(2), settings.orphanAge());
    assertEquals(Duration.ofHours(3), settings.orphanSweepEvery());
    assertEquals(names(), stated.keySet(), "each setting is asserted above");
  }

  private static Set<String> names() {
    return Arrays.stream(IngestSettings.class.getDeclaredMethods())
        .map(
            method ->
                "echomotion.ingest."
                    + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
