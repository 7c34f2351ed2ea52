package org.echomotion.xai.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Events by hand, and a blob directory of the test's own. */
public class InMemoryChannels implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(
        InMemoryConnector.switchIncomingChannelsToInMemory("xai-ef-computed", "xai-study-deleted"));
    settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("xai-explanation-ready"));
    try {
      settings.put(
          "echomotion.xai.blob-directory", Files.createTempDirectory("xai-blobs").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
  }
}
