package org.echomotion.standalone;

import java.util.HashMap;
import java.util.Map;

/** What one service is told on one machine. */
final class ServiceSettings {

  private ServiceSettings() {}

  /** Where {@code service} is: for itself, and for the others, which find it by this. */
  static Map<String, String> address(Service service, int port) {
    String prefix = "echomotion." + service.id() + ".";
    return Map.of(prefix + "host", LoopbackPorts.HOST, prefix + "port", Integer.toString(port));
  }

  /** For the process that {@code service} runs in, and for no other. */
  static Map<String, String> own(Service service, DataDirectory directory) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "echomotion." + service.id() + ".blob-directory",
        directory.blobs().resolve(service.id()).toString());
    for (String channel : service.incomingChannels()) {
      String prefix = "mp.messaging.incoming." + channel + ".";
      // Always the same consumer: after a crash it goes on at once, where the broker would
      // otherwise
      // wait for the dead one to time out.
      settings.put(prefix + "group.instance.id", channel);
      // Each consumer rests for two polls before it stops, one consumer after the other.
      settings.put(prefix + "poll-timeout", "100");
    }
    return settings;
  }
}
