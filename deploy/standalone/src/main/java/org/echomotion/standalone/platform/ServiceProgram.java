package org.echomotion.standalone.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;

/**
 * The program of a service, as {@code mvn package} built it: an application for the JVM, or a
 * native executable for the services that {@value #EXECUTABLES} names, separated by commas.
 */
final class ServiceProgram {

  /** The exit code of a program that ended because it lacked memory. */
  static final int OUT_OF_MEMORY = 3;

  private static final String EXECUTABLES = "echomotion.executables";

  private ServiceProgram() {}

  /** Makes TensorFlow's native code log warnings only. It ignores the log levels of Java. */
  static Map<String, String> environment() {
    return Map.of("TF_CPP_MIN_LOG_LEVEL", "2");
  }

  /**
   * Returns the command that starts a service.
   *
   * @param root the directory that EchoMotion was built in
   * @throws EchoMotionException NOT_BUILT if the program is missing
   */
  static List<String> command(Service service, Path root, Map<String, String> settings) {
    boolean executable =
        List.of(System.getProperty(EXECUTABLES, "").split(",", -1)).contains(service.id());
    Path target = root.resolve(service.module()).resolve("target");
    Path program =
        executable
            ? target.resolve(service.id() + "-service-runner")
            : target.resolve("quarkus-app/quarkus-run.jar");
    if (!Files.exists(program)) {
      throw new EchoMotionException(PlatformError.NOT_BUILT, program);
    }
    List<String> command = new ArrayList<>();
    command.add(
        executable
            ? program.toString()
            : Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes(service) + "m");
    // A program that lacks memory answers wrongly or not at all. A new one works.
    command.add("-XX:+ExitOnOutOfMemoryError");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    if (!executable) {
      command.addAll(forJvm());
      command.add("-jar");
      command.add(program.toString());
    }
    return command;
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

  private static List<String> forJvm() {
    List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    if (Runtime.version().feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
