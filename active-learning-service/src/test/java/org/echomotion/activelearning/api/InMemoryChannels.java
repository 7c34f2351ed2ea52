package org.echomotion.activelearning.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.util.Map;

/** Feeds the event channel from the test. */
public class InMemoryChannels implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return InMemoryConnector.switchIncomingChannelsToInMemory("active-learning-clip-segmented");
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
  }
}
