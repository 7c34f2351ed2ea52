package org.echomotion.standalone.platform;

import java.util.Map;

/** What one service is told on one machine. */
final class ServiceSettings {

  private ServiceSettings() {}

  /**
   * @param port where {@code service} listens; the others find it by this
   */
  static Map<String, String> of(Service service, DataDirectory directory, int port) {
    String prefix = "echomotion." + service.id() + ".";
    return Map.of(
        prefix + "host", LoopbackPorts.HOST,
        prefix + "port", Integer.toString(port),
        prefix + "blob-directory", directory.blobs().resolve(service.id()).toString());
  }
}
