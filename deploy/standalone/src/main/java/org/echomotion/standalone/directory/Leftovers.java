package org.echomotion.standalone.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Ends processes that a killed EchoMotion left running. Only the process that has locked the data
 * directory may do this: no other EchoMotion can be using processes in it then.
 */
public final class Leftovers {

  private static final Logger LOG = Logger.getLogger(Leftovers.class);

  /** The group of the services in {@link DataDirectory#noteProcesses}. */
  public static final String SERVICES = "processes";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NOTE = Pattern.compile("[0-9]{1,18} [0-9]{1,18}");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Leftovers() {}

  /** Stops a PostgreSQL that still runs in {@code data}, and removes a stale postmaster.pid. */
  public static void endPostmaster(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> postmaster = postmaster(data);
    if (postmaster.isPresent()) {
      LOG.infof("Stopping the PostgreSQL that a killed EchoMotion left running");
      // PostgreSQL's fast shutdown: sessions are ended, committed data is written.
      signal("INT", postmaster.get());
      if (!ends(postmaster.get())) {
        // PostgreSQL's immediate shutdown: the next start replays the log.
        signal("QUIT", postmaster.get());
        ends(postmaster.get());
      }
    }
    // PostgreSQL does not start if another program now has this process number.
    Files.deleteIfExists(pidFile);
  }

  /** Returns the PostgreSQL that runs in {@code data}; empty if postmaster.pid names none. */
  public static Optional<ProcessHandle> postmaster(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines =
        new String(Files.readAllBytes(pidFile), StandardCharsets.UTF_8).lines().toList();
    return lines.size() >= 2
            && NUMBER.matcher(lines.get(0).strip()).matches()
            && lines.get(1).equals(data.toAbsolutePath().toString())
        ? ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(Leftovers::isPostgres)
        : Optional.empty();
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        // If the program was deleted meanwhile, the system says so after its name.
        .map(program -> program.endsWith("postgres") || program.endsWith("postgres (deleted)"))
        .orElse(false);
  }

  /** Returns a line that identifies {@code process}, to be read by {@link #endServices}. */
  public static String note(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /**
   * Kills services that still run, as listed in the directory. Unfinished work is repeated later.
   */
  public static void endServices(DataDirectory directory) {
    end(directory, SERVICES);
  }

  /** Kills noted processes of a group that still run. */
  public static void end(DataDirectory directory, String group) {
    for (String line : directory.notedProcesses(group)) {
      if (!NOTE.matcher(line).matches()) {
        continue;
      }
      ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
          .filter(process -> note(process).equals(line))
          .ifPresent(
              process -> {
                LOG.infof("Killing process %d of a killed EchoMotion", process.pid());
                process.destroyForcibly();
                ends(process);
              });
    }
    directory.noteProcesses(group, List.of());
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

  /** Deletes a directory and its content, if it exists. */
  public static void delete(Path directory) throws IOException {
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
