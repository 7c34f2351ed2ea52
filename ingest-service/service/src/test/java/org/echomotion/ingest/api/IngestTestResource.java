package org.echomotion.ingest.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Hands the service's channels to the test, and gives it an empty blob directory. */
public class IngestTestResource implements QuarkusTestResourceLifecycleManager {

  static final String PROGRESS = "ingest-progress";
  static final String DEAD_LETTERS = "ingest-dead-letters";
  static final String CLIP_INGESTED = "ingest-clip-ingested";
  static final String STUDY_DELETED = "ingest-study-deleted";

  private Path blobs;

  @Override
  public Map<String, String> start() {
    try {
      blobs = Files.createTempDirectory("ingest-blobs");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory(PROGRESS, DEAD_LETTERS));
    settings.putAll(
        InMemoryConnector.switchOutgoingChannelsToInMemory(CLIP_INGESTED, STUDY_DELETED));
    settings.put("echomotion.ingest.blob-directory", blobs.toString());
    settings.put("echomotion.ingest.max-upload-bytes", String.valueOf(64 << 20));
    return settings;
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
    try (Stream<Path> files = Files.walk(blobs)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
