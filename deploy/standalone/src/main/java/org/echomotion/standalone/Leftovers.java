package org.echomotion.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Ends what outlived a predecessor that was killed. Only for the holder of the data directory: then
 * whatever still runs in it has no owner.
 */
final class Leftovers {

  private static final Logger LOG = Logger.getLogger(Leftovers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Leftovers() {}

  /** Stops a PostgreSQL that still runs in {@code data}, and removes a stale postmaster.pid. */
  static void endPostmaster(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> postmaster =
        lines.size() < 2 || !Path.of(lines.get(1)).toAbsolutePath().equals(data.toAbsolutePath())
            ? Optional.empty()
            : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(Leftovers::isPostgres);
    if (postmaster.isPresent()) {
      LOG.infof("Stopping the PostgreSQL that a killed predecessor left running");
      // PostgreSQL's fast shutdown: sessions are broken off, committed data is written out.
      signal("INT", postmaster.get());
      if (!ends(postmaster.get())) {
        // Its immediate shutdown: the next start replays the log.
        signal("QUIT", postmaster.get());
        ends(postmaster.get());
      }
    }
    // The process number may since have gone to a program that is none of ours, which would keep
    // PostgreSQL from starting.
    Files.deleteIfExists(pidFile);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(c -> c.endsWith("postgres")).orElse(false);
  }

  /** One line by which {@link #endServices} finds {@code process} again. */
  static String note(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Kills the noted services that still run; what they were doing is done again later. */
  static void endServices(DataDirectory directory) {
    for (String line : directory.notedProcesses()) {
      String[] parts = line.split(" ");
      ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(process -> note(process).equals(line))
          .ifPresent(
              process -> {
                LOG.infof("Killing process %d, which outlived its owner", process.pid());
                process.destroyForcibly();
                ends(process);
              });
    }
    directory.noteProcesses(List.of());
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ends(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    } catch (ExecutionException | TimeoutException e) {
      return !process.isAlive();
    }
  }

  /** Deletes a directory with all that is in it, where there is one. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
