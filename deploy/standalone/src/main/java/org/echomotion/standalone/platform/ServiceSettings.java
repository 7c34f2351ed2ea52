package org.echomotion.standalone.platform;

import java.util.HashMap;
import java.util.Map;

/** What one service is told on one machine. */
final class ServiceSettings {

  private ServiceSettings() {}

  /**
   * @param port where {@code service} listens; the others find it by this
   */
  static Map<String, String> of(Service service, DataDirectory directory, int port) {
    String prefix = "echomotion." + service.id() + ".";
    Map<String, String> settings = new HashMap<>();
    settings.put(prefix + "host", LoopbackPorts.HOST);
    settings.put(prefix + "port", Integer.toString(port));
    settings.put(prefix + "blob-directory", directory.blobs().resolve(service.id()).toString());
    // Always the same consumer: after a crash it goes on at once, where the broker would otherwise
    // wait for the dead one to time out.
    for (String channel : service.incomingChannels()) {
      settings.put("mp.messaging.incoming." + channel + ".group.instance.id", channel);
      // Each consumer rests for two polls before it stops, one consumer after the other.
      settings.put("mp.messaging.incoming." + channel + ".poll-timeout", "100");
    }
    return settings;
  }
}
