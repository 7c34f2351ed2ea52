package org.echomotion.cli.terminal;

import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Turns Ctrl-C, a termination request and a closed terminal into an interrupt of one thread, so
 * that what was started is stopped in order by the one who started it, and not by racing shutdown
 * hooks.
 */
public final class StopSignal {

  private final AtomicReference<Signal> received = new AtomicReference<>();

  /** Watches for as long as the process lives. Only the first signal counts. */
  public static StopSignal interrupts(Thread thread) {
    StopSignal stop = new StopSignal();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (stop.received.compareAndSet(null, signal)) {
              thread.interrupt();
            }
          });
    }
    return stop;
  }

  boolean isReceived() {
    return received.get() != null;
  }

  /** What a shell expects of a program that the signal ended; 130 for Ctrl-C. */
  int exitCode() {
    Signal signal = received.get();
    return signal == null ? ExitCode.INTERRUPTED : 128 + signal.getNumber();
  }
}
