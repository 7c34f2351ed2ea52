package org.echomotion.cli.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes a check twice per second until it is closed, and remembers failures and the slowest. */
final class RepeatedCheck implements AutoCloseable {

  private static final long PAUSE_MILLIS = 500;

  private final String name;
  private final Callable<Boolean> check;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile long slowestNanos;
  private volatile int count;

  /**
   * Begins.
   *
   * @param check false or an exception is a failure
   */
  RepeatedCheck(String name, Callable<Boolean> check) {
    this.name = name;
    this.check = check;
    this.thread = new Thread(this::repeat, name);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  private void repeat() {
    try {
      while (true) {
        once();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void once() throws InterruptedException {
    long start = System.nanoTime();
    try {
      if (!check.call()) {
        failures.add(name + ": another answer");
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      failures.add(name + ": " + e);
    }
    slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
    count++;
  }

  int count() {
    return count;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d checks, %d failed, the slowest took %.2f s",
        name,
        count,
        failures.size(),
        slowestNanos / 1e9);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
