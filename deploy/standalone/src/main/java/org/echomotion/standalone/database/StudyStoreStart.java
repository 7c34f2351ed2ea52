package org.echomotion.standalone.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.echomotion.standalone.directory.Leftovers;
import org.jspecify.annotations.Nullable;

/**
 * Ends the wait for a PostgreSQL that has ended while it was starting: the library would wait for
 * its full time. The reason is in PostgreSQL's log.
 */
final class StudyStoreStart implements AutoCloseable {

  /** Long enough for a process to start on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int MOST_LOG_BYTES = 1 << 16;
  private static final Pattern FAILURE = Pattern.compile("(?m)(?:FATAL|PANIC): +(.*)$");

  private final Path data;
  private final Path log;
  private final long logStart;
  private final Thread starter = Thread.currentThread();
  private @Nullable Thread watch;
  private volatile boolean failed;
  private volatile boolean closed;

  StudyStoreStart(Path data, Path log) throws IOException {
    this.data = data;
    this.log = log;
    this.logStart = Files.exists(log) ? Files.size(log) : 0;
  }

  /** Interrupts the calling thread once PostgreSQL is not running for a while. */
  void watch() {
    Thread thread = new Thread(this::run, "echomotion-study-store-start");
    thread.setDaemon(true);
    watch = thread;
    thread.start();
  }

  private void run() {
    long lastAlive = System.nanoTime();
    while (!closed) {
      try {
        if (Leftovers.postmaster(data).isPresent()) {
          lastAlive = System.nanoTime();
        } else if (System.nanoTime() - lastAlive > PATIENCE.toNanos()) {
          failed = true;
          starter.interrupt();
          return;
        }
        Thread.sleep(PAUSE.toMillis());
      } catch (IOException e) {
        // The file is being written.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Returns whether PostgreSQL ended. If so, the interrupt is cleared. */
  boolean hasFailed() {
    end();
    if (failed) {
      Thread.interrupted();
    }
    return failed;
  }

  /** Returns the last failure in PostgreSQL's log since this start. */
  String reason(String otherwise) throws IOException {
    if (!Files.exists(log)) {
      return otherwise;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(logStart, file.length() - MOST_LOG_BYTES);
      byte[] text = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(text);
      return FAILURE
          .matcher(new String(text, StandardCharsets.UTF_8))
          .results()
          .map(match -> match.group(1))
          .reduce((first, last) -> last)
          .orElse(otherwise);
    }
  }

  private void end() {
    closed = true;
    Thread running = watch;
    if (running != null) {
      running.interrupt();
      boolean interrupted = false;
      while (running.isAlive()) {
        try {
          running.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    end();
  }
}
