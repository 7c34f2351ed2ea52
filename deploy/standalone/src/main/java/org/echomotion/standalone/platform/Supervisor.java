package org.echomotion.standalone.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.jboss.logging.Logger;

/**
 * Restarts parts that have ended. If a part ends too often, or cannot be restarted, it gives up, so
 * that the platform stops with a reason.
 */
final class Supervisor {

  private static final Logger LOG = Logger.getLogger(Supervisor.class);

  /** A part that runs beside the thread of the supervisor. */
  interface Part {

    /** Returns the name for messages, for example {@code PostgreSQL}. */
    String name();

    boolean isRunning();

    /** Returns why it ended, for messages. */
    default String reason() {
      return "";
    }

    /**
     * Starts it again.
     *
     * @throws EchoMotionException if that fails
     */
    void restart();

    /** Returns a part of three functions. */
    static Part of(String name, BooleanSupplier running, Runnable restart) {
      return new Part() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public boolean isRunning() {
          return running.getAsBoolean();
        }

        @Override
        public void restart() {
          restart.run();
        }
      };
    }
  }

  /**
   * When to give up.
   *
   * @param attempts most restarts of a part within {@code window}
   * @param pause before the second restart; doubled before each further one
   */
  record Limits(int attempts, Duration window, Duration pause) {

    /** Four pauses: 1, 2, 4 and 8 seconds. */
    static final Limits USUAL = new Limits(5, Duration.ofMinutes(10), Duration.ofSeconds(1));
  }

  private final Limits limits;
  private final InstantSource clock;
  private final Path logs;
  private final Map<String, Deque<Attempt>> attempts = new LinkedHashMap<>();

  private record Attempt(long atMillis, String failure) {}

  /**
   * @param logs the folder of logs, for messages
   */
  Supervisor(Limits limits, InstantSource clock, Path logs) {
    this.limits = limits;
    this.clock = clock;
    this.logs = logs;
  }

  /**
   * Restarts each part that has ended, once. Returns at once if all run.
   *
   * @param events given a sentence when a part has ended and when it runs again
   * @throws EchoMotionException PART_LOST
   */
  void check(List<? extends Part> parts, Consumer<String> events) throws InterruptedException {
    for (Part part : parts) {
      if (!part.isRunning()) {
        restart(part, events);
      }
    }
  }

  private void restart(Part part, Consumer<String> events) throws InterruptedException {
    Deque<Attempt> recent = attempts.computeIfAbsent(part.name(), name -> new ArrayDeque<>());
    long now = clock.millis();
    recent.removeIf(attempt -> attempt.atMillis() < now - limits.window().toMillis());
    if (recent.size() >= limits.attempts()) {
      throw new EchoMotionException(
          PlatformError.PART_LOST, part.name(), recent.size(), recent.getLast().failure(), logs);
    }
    if (!recent.isEmpty()) {
      Thread.sleep(limits.pause().toMillis() << (recent.size() - 1));
    }
    String reason = part.reason();
    String ended =
        part.name() + " ended unexpectedly" + (reason.isEmpty() ? "" : " (" + reason + ")");
    LOG.warnf("%s; restarting it", ended);
    events.accept(ended + ". Restarting it ...");
    String failure = reason.isEmpty() ? "it ended again" : reason;
    try {
      part.restart();
      LOG.infof("%s runs again", part.name());
      events.accept(part.name() + " runs again.");
    } catch (EchoMotionException e) {
      failure = Objects.requireNonNullElse(e.getMessage(), e.toString());
      LOG.error("Restarting " + part.name() + " failed", e);
    }
    recent.addLast(new Attempt(clock.millis(), failure));
  }
}
