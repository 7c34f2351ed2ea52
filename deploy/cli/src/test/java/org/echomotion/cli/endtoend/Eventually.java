package org.echomotion.cli.endtoend;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits until a condition holds. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private Eventually() {}

  static void holds(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }
}
