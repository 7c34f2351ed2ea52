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
import org.echomotion.ingest.decode.DecodeLimits;
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
    assertEquals(DecodeLimits.DEFAULT.maxFileBytes(), settings.maxUploadBytes().asLongValue());
    assertEquals(2_000, settings.maxFrames());
    assertEquals(DecodeLimits.DEFAULT.maxFrames(), settings.maxFrames());
    assertEquals(8 << 20, settings.maxFramePixels());
    assertEquals(DecodeLimits.DEFAULT.maxFramePixels(), settings.maxFramePixels());
    assertEquals(256L << 20, settings.maxPixels());
    assertEquals(DecodeLimits.DEFAULT.maxPixels(), settings.maxPixels());
    assertEquals(Duration.ofMinutes(2), settings.maxDecodeTime());
    assertEquals(DecodeLimits.DEFAULT.maxTime(), settings.maxDecodeTime());
    assertEquals(Optional.empty(), settings.frameMemory());
    assertEquals(2, settings.concurrentDecodes());
    assertEquals(32, settings.maxUploadsPerCaller());
    assertEquals(1000, settings.maxWaitingClips());
    assertEquals(500, settings.maxWaitingClipsPerTenant());
    assertEquals(1024, settings.minUploadRate().asLongValue());
    assertEquals(Duration.ofSeconds(30), settings.uploadStallTime());
    assertEquals(2L << 30, settings.keptUploadBytes().asLongValue());
    assertEquals(Duration.ofSeconds(5), settings.outboxSweepEvery());
    assertEquals(Duration.ofHours(1), settings.orphanAge());
    assertEquals(Duration.ofHours(1), settings.orphanSweepEvery());
    assertEquals(Duration.ofHours(24), settings.scrubEvery());
    assertEquals(Optional.empty(), settings.auditSigningKey());
  }

  @Test
  void readsEachName() {
    Map<String, String> stated =
        Map.ofEntries(
            Map.entry("echomotion.ingest.host", "10.0.0.1"),
            Map.entry("echomotion.ingest.port", "9"),
            Map.entry("echomotion.ingest.blob-directory", "/blobs"),
            Map.entry("echomotion.ingest.max-upload-bytes", "64M"),
            Map.entry("echomotion.ingest.max-frames", "500"),
            Map.entry("echomotion.ingest.max-frame-pixels", "1000000"),
            Map.entry("echomotion.ingest.max-pixels", "3000000000"),
            Map.entry("echomotion.ingest.max-decode-time", "90s"),
            Map.entry("echomotion.ingest.frame-memory", "700M"),
            Map.entry("echomotion.ingest.concurrent-decodes", "3"),
            Map.entry("echomotion.ingest.max-uploads-per-caller", "4"),
            Map.entry("echomotion.ingest.max-waiting-clips", "50"),
            Map.entry("echomotion.ingest.max-waiting-clips-per-tenant", "20"),
            Map.entry("echomotion.ingest.min-upload-rate", "8K"),
            Map.entry("echomotion.ingest.upload-stall-time", "9s"),
            Map.entry("echomotion.ingest.kept-upload-bytes", "1G"),
            Map.entry("echomotion.ingest.outbox-sweep-every", "7s"),
            Map.entry("echomotion.ingest.orphan-age", "PT2H"),
            Map.entry("echomotion.ingest.orphan-sweep-every", "3h"),
            Map.entry("echomotion.ingest.scrub-every", "48h"),
            Map.entry("echomotion.ingest.audit-signing-key", "MC4C"));
    IngestSettings settings = settings(stated);
    assertEquals(Optional.of("10.0.0.1"), settings.host());
    assertEquals(9, settings.port());
    assertEquals(Path.of("/blobs"), settings.blobDirectory());
    assertEquals(64L << 20, settings.maxUploadBytes().asLongValue());
    assertEquals(500, settings.maxFrames());
    assertEquals(1_000_000, settings.maxFramePixels());
    assertEquals(3_000_000_000L, settings.maxPixels());
    assertEquals(Duration.ofSeconds(90), settings.maxDecodeTime());
    assertEquals(700L << 20, settings.frameMemory().orElseThrow().asLongValue());
    assertEquals(3, settings.concurrentDecodes());
    assertEquals(4, settings.maxUploadsPerCaller());
    assertEquals(50, settings.maxWaitingClips());
    assertEquals(20, settings.maxWaitingClipsPerTenant());
    assertEquals(8 << 10, settings.minUploadRate().asLongValue());
    assertEquals(Duration.ofSeconds(9), settings.uploadStallTime());
    assertEquals(1L << 30, settings.keptUploadBytes().asLongValue());
    assertEquals(Duration.ofSeconds(7), settings.outboxSweepEvery());
    assertEquals(Duration.ofHours(2), settings.orphanAge());
    assertEquals(Duration.ofHours(3), settings.orphanSweepEvery());
    assertEquals(Duration.ofHours(48), settings.scrubEvery());
    assertEquals(Optional.of("MC4C"), settings.auditSigningKey());
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
