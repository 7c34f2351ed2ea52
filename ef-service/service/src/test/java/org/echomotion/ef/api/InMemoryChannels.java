package org.echomotion.ef.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.util.HashMap;
import java.util.Map;

/** Hands the service's two event channels to the test. */
public class InMemoryChannels implements QuarkusTestResourceLifecycleManager {

  static final String INCOMING = "ef-clip-segmented";
  static final String OUTGOING = "ef-ef-computed";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory(INCOMING));
    settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory(OUTGOING));
    return settings;
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
  }
}
