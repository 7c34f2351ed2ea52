package org.echomotion.standalone.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echomotion.standalone.Service;

/** Flags and environment for the JVM of a service. */
final class JvmFlags {

  /** The exit code of a JVM with -XX:+ExitOnOutOfMemoryError. */
  static final int OUT_OF_MEMORY = 3;

  private JvmFlags() {}

  /** Makes TensorFlow's native code log warnings only. It ignores the log levels of Java. */
  static Map<String, String> environment() {
    return Map.of("TF_CPP_MIN_LOG_LEVEL", "2");
  }

  static List<String> forService(Service service) {
    List<String> flags = new ArrayList<>();
    // Enough for frames and masks of one clip. The network's memory is not on this heap.
    flags.add(
        "-Xmx" + (service == Service.EF || service == Service.ACTIVE_LEARNING ? 256 : 512) + "m");
    // A JVM that lacks memory answers wrongly or not at all. A new one works.
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("-XX:+UseSerialGC");
    flags.add("-Djava.awt.headless=true");
    if (Runtime.version().feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
