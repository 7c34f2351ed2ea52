package org.echomotion.cli.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.standalone.Service;

/** The memory that docs/operations/limits.md states for each service, and the memory it took. */
final class StatedMemory {

  private static final Path LIMITS = Launcher.ROOT.resolve("docs/operations/limits.md");

  /** A row of the table: the service, and the figure that holds. */
  private static final Pattern ROW =
      Pattern.compile("^\\| ([a-z-]+) \\| ([0-9,]+) MB \\|", Pattern.MULTILINE);

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
  private static final double MB = 1e6;

  private StatedMemory() {}

  /** Reads the stated figures, in MB. */
  static Map<Service, Integer> megabytes() throws IOException {
    Map<Service, Integer> stated = new EnumMap<>(Service.class);
    Matcher row = ROW.matcher(Files.readString(LIMITS));
    while (row.find()) {
      String id = row.group(1);
      Service service =
          Arrays.stream(Service.values())
              .filter(known -> known.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new IOException(id + " is not a service"));
      stated.put(service, Integer.parseInt(row.group(2).replace(",", "")));
    }
    return stated;
  }

  /** Returns the largest resident memory that a running process has had, in MB. */
  static long peakMegabytes(ProcessHandle process) throws IOException {
    Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!peak.find()) {
      throw new IOException("the process has ended");
    }
    return Math.round(Long.parseLong(peak.group(1)) * 1024 / MB);
  }
}
