package org.echomotion.standalone.platform;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.directory.DataDirectory;

/** Settings of a service on one machine. */
final class ServiceSettings {

  private static final String PROFILES = "quarkus.profile";

  private ServiceSettings() {}

  /** Returns the address of {@code service}, for itself and for the other services. */
  static Map<String, String> address(Service service, int port) {
    String prefix = "echomotion." + service.id() + ".";
    return Map.of(prefix + "host", LoopbackPorts.HOST, prefix + "port", Integer.toString(port));
  }

  /**
   * Returns the profiles: those of this process, and the ones for sign-in and TLS.
   *
   * @param signIn whether the services check access tokens
   * @param tls whether the services speak TLS
   */
  static Map<String, String> profiles(boolean signIn, boolean tls) {
    String given =
        System.getProperty(
            PROFILES, Objects.requireNonNullElse(System.getenv("QUARKUS_PROFILE"), ""));
    Set<String> profiles = new LinkedHashSet<>(List.of(given.split(",", -1)));
    if (signIn) {
      profiles.add("secure");
    }
    if (tls) {
      profiles.add("tls");
    }
    profiles.remove("");
    return profiles.isEmpty() ? Map.of() : Map.of(PROFILES, String.join(",", profiles));
  }

  /** Returns settings for the process of {@code service} only. */
  static Map<String, String> own(Service service, DataDirectory directory) {
    Map<String, String> settings = new HashMap<>();
    if (service.keepsBlobs()) {
      settings.put(
          "echomotion." + service.id() + ".blob-directory",
          directory.blobs().resolve(service.id()).toString());
    }
    for (String channel : service.incomingChannels()) {
      String prefix = "mp.messaging.incoming." + channel + ".";
      // With a fixed consumer id, the consumer continues at once after a crash. Otherwise the
      // broker would wait until the old consumer times out.
      settings.put(prefix + "group.instance.id", channel);
      // Consumers stop one after the other, and each needs two polls to stop.
      settings.put(prefix + "poll-timeout", "100");
    }
    return settings;
  }
}
