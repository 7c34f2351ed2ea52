package org.echomotion.standalone.platform;

import java.util.ArrayList;
import java.util.List;

/** How the JVM of a service is started. */
final class JvmFlags {

  private JvmFlags() {}

  static List<String> forService(Service service) {
    List<String> flags = new ArrayList<>();
    // Frames and masks of one clip at a time; the network's memory is not on this heap.
    flags.add(
        "-Xmx" + (service == Service.EF || service == Service.ACTIVE_LEARNING ? 256 : 512) + "m");
    flags.add("-XX:+UseSerialGC");
    flags.add("-Djava.awt.headless=true");
    if (Runtime.version().feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
