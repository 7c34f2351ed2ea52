package org.echomotion.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands a service's event channels to the test, and gives it a folder of its own. */
public abstract class InMemoryChannels implements QuarkusTestResourceLifecycleManager {

  private final List<String> incoming;
  private final List<String> outgoing;
  private @Nullable Path folder;

  /** Names the channels that the test feeds and reads. */
  protected InMemoryChannels(List<String> incoming, List<String> outgoing) {
    this.incoming = incoming;
    this.outgoing = outgoing;
  }

  /** Further settings of the service, with an empty folder that is deleted after the tests. */
  protected Map<String, String> settings(Path folder) throws IOException {
    return Map.of();
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(
        InMemoryConnector.switchIncomingChannelsToInMemory(incoming.toArray(String[]::new)));
    settings.putAll(
        InMemoryConnector.switchOutgoingChannelsToInMemory(outgoing.toArray(String[]::new)));
    try {
      folder = Files.createTempDirectory("echomotion-test");
      settings.putAll(settings(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
    if (folder == null) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
