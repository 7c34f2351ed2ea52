package org.echomotion.cli.terminal;

import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C, a termination request and a closed terminal into an interrupt of one thread. That
 * thread then stops what it started, in order; racing shutdown hooks would not.
 */
public final class StopSignal {

  /** Added to a signal's number, it is the exit code that shells expect. */
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

  /** Watches for as long as the process lives. Only the first signal counts. */
  public static StopSignal interrupts(Thread thread) {
    StopSignal stop = new StopSignal();
    for (Kind kind : Kind.values()) {
      // JLine, because the JDK has no public API for signals: javac warns of sun.misc.Signal.
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

  /** Returns what a shell expects of a program that the signal ended; 130 for Ctrl-C. */
  int exitCode() {
    @Nullable Kind kind = received.get();
    return kind == null ? ExitCode.INTERRUPTED : EXIT_CODE_BASE + kind.number;
  }
}
