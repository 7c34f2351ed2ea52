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
    flags.add("-Xmx" + heapMebibytes(service) + "m");
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

  private static int heapMebibytes(Service service) {
    return switch (service) {
      // The largest cine that is accepted, while others arrive.
      case INGEST -> 1024;
      // Frames and masks of one clip. The network's memory is not on this heap.
      case SEGMENTATION, XAI -> 512;
      case EF, ACTIVE_LEARNING -> 256;
    };
  }
}
