package org.echomotion.cli.terminal;

import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts one thread on Ctrl-C, a termination request or a closed terminal. This thread then
 * stops everything that it started, in order. Shutdown hooks would run in any order.
 */
public final class StopSignal {

  /** Shells expect this number plus the number of the signal as exit code. */
  private static final int EXIT_CODE_BASE = 128;

  /** The signals that ask a program to end, with their POSIX numbers. */
  private enum Kind {
    HUP(1),
    INT(2),
    TERM(15);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private final AtomicReference<@Nullable Kind> received = new AtomicReference<>();

  /** Handles signals until the process ends. Only the first signal counts. */
  public static StopSignal interrupts(Thread thread) {
    StopSignal stop = new StopSignal();
    for (Kind kind : Kind.values()) {
      // JLine is used because the JDK has no public API for signals (javac warns of
      // sun.misc.Signal).
      Signals.register(kind.name(), () -> stop.receive(kind, thread));
    }
    return stop;
  }

  private void receive(Kind kind, Thread thread) {
    if (received.compareAndSet(null, kind)) {
      thread.interrupt();
    }
  }

  boolean isReceived() {
    return received.get() != null;
  }

  /**
   * Returns the exit code of a program that this signal ended, as shells expect; 130 for Ctrl-C.
   */
  int exitCode() {
    @Nullable Kind kind = received.get();
    return kind == null ? ExitCode.INTERRUPTED : EXIT_CODE_BASE + kind.number;
  }
}
