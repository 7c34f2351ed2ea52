package org.echomotion.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.directory.DataFolder;

/** Java, memory and ports. */
final class MachineChecks {

  private static final int NEWEST_TESTED_JAVA = 25;
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** What one process with six cines in progress took. */
  private static final long NEEDED_MIB = 2048;

  private static final int SIGN_IN_PORT = 8180;

  private MachineChecks() {}

  static List<Finding> of(DataFolder data, int port) throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(ofJava(Runtime.version().feature()));
    Optional<DataFolder.Holder> holder =
        Files.isDirectory(data.root()) ? data.holder() : Optional.empty();
    if (Files.exists(MEMORY)) {
      findings.add(ofMemory(Files.readString(MEMORY), holder.isPresent()));
    }
    findings.addAll(holder.isPresent() ? ofRunning(holder.get()) : ofPorts(port));
    return findings;
  }

  static Finding ofJava(int version) {
    return version <= NEWEST_TESTED_JAVA
        ? Finding.ok("Java", "Version " + Runtime.version())
        : Finding.warning(
            "Java",
            "Version " + Runtime.version() + " is newer than what EchoMotion is tested with",
            "If anything fails, use JDK 17 to " + NEWEST_TESTED_JAVA + ".");
  }

  /**
   * @param meminfo the content of /proc/meminfo
   * @param running whether EchoMotion has taken its memory already
   */
  static Finding ofMemory(String meminfo, boolean running) {
    long total = mib(meminfo, "MemTotal");
    long available = mib(meminfo, "MemAvailable");
    String found = "%.1f GB of %.1f GB are available".formatted(available / 1024.0, total / 1024.0);
    if (total < NEEDED_MIB) {
      return Finding.problem("Memory", found, "EchoMotion needs 2 GB. Use a larger machine.");
    }
    return available < NEEDED_MIB && !running
        ? Finding.warning("Memory", found, "EchoMotion needs 2 GB. Close other programs.")
        : Finding.ok("Memory", found);
  }

  private static long mib(String meminfo, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": +([0-9]+) kB$").matcher(meminfo);
    return line.find() ? Long.parseLong(line.group(1)) >> 10 : 0;
  }

  private static List<Finding> ofRunning(DataFolder.Holder holder) {
    Finding running = Finding.ok("Running", "In use by " + holder.description());
    return holder
        .port()
        .map(
            port ->
                LoopbackPorts.answers(port)
                    ? Finding.ok("Ports", "Port " + port + " answers")
                    : Finding.problem(
                        "Ports",
                        "Port " + port + " does not answer",
                        "See the logs, then stop EchoMotion and start it again."))
        .map(ports -> List.of(running, ports))
        .orElse(List.of(running));
  }

  static List<Finding> ofPorts(int port) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("Running", "EchoMotion does not run on this data"));
    if (!LoopbackPorts.isFree(port)) {
      findings.add(
          Finding.problem(
              "Ports",
              "Port " + port + " is in use by another program",
              "Stop that program, or start EchoMotion with another --port."));
    }
    List<String> taken = new ArrayList<>();
    for (Service service : Service.inOrderOfTheData()) {
      if (!LoopbackPorts.isFree(service.defaultPort())) {
        taken.add(service.defaultPort() + " (--processes)");
      }
    }
    if (!LoopbackPorts.isFree(SIGN_IN_PORT)) {
      taken.add(SIGN_IN_PORT + " (--secure)");
    }
    if (!taken.isEmpty()) {
      findings.add(
          Finding.warning(
              "Ports",
              "In use by other programs: " + String.join(", ", taken),
              "EchoMotion needs these ports only with the options in brackets."));
    } else if (findings.size() == 1) {
      findings.add(
          Finding.ok("Ports", "Port " + port + " and those of all other options are free"));
    }
    return findings;
  }
}
