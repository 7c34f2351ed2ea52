package org.echomotion.xai.api;

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

/** Events by hand, and a blob directory of the test's own. */
public class InMemoryChannels implements QuarkusTestResourceLifecycleManager {

  private Path blobs;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(
        InMemoryConnector.switchIncomingChannelsToInMemory("xai-ef-computed", "xai-study-deleted"));
    settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("xai-explanation-ready"));
    try {
      blobs = Files.createTempDirectory("xai-blobs");
      settings.put("echomotion.xai.blob-directory", blobs.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
    if (blobs == null) {
      return;
    }
    try (Stream<Path> tree = Files.walk(blobs)) {
      tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
