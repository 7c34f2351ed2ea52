package org.echomotion.standalone.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.PlatformError;
import org.junit.jupiter.api.Test;

class SupervisorTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Part part = new Part();
  private final List<String> events = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private final Supervisor supervisor =
      new Supervisor(
          new Supervisor.Limits(3, WINDOW, Duration.ZERO), () -> now, Path.of("/data/logs"));

  /** A part that stays dead while it is broken. */
  private static final class Part implements Supervisor.Part {

    private boolean running = true;
    private boolean broken;
    private int restarts;

    @Override
    public String name() {
      return "PostgreSQL";
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public void restart() {
      restarts++;
      if (broken) {
        throw new EchoMotionException(
            PlatformError.STUDY_STORE_DID_NOT_START, "no space left", "the log");
      }
      running = true;
    }
  }

  private void check() throws InterruptedException {
    supervisor.check(List.of(part), events::add);
  }

  @Test
  void leavesARunningPartAlone() throws Exception {
    check();
    assertEquals(0, part.restarts);
    assertEquals(List.of(), events);
  }

  @Test
  void restartsAPartThatEndedAndSaysSo() throws Exception {
    part.running = false;
    check();
    assertTrue(part.running);
    assertEquals(
        List.of("PostgreSQL ended unexpectedly. Restarting it ...", "PostgreSQL runs again."),
        events);
  }

  @Test
  void givesUpWithTheReasonAfterTheLastAttempt() throws Exception {
    part.running = false;
    part.broken = true;
    for (int attempt = 1; attempt <= 3; attempt++) {
      check();
      assertEquals(attempt, part.restarts);
    }
    EchoMotionException lost = assertThrows(EchoMotionException.class, this::check);
    assertEquals(PlatformError.PART_LOST, lost.code());
    assertTrue(lost.getMessage().startsWith("PostgreSQL ended, and 3 attempts"), lost.getMessage());
    assertTrue(lost.getMessage().contains("no space left"), lost.getMessage());
    assertTrue(lost.getMessage().contains("/data/logs"), lost.getMessage());
    assertEquals(3, part.restarts);
  }

  @Test
  void forgetsOldRestarts() throws Exception {
    for (int day = 0; day < 10; day++) {
      part.running = false;
      check();
      now = now.plus(WINDOW).plusSeconds(1);
    }
    assertEquals(10, part.restarts);
  }

  @Test
  void usuallyTriesFiveTimesWithin15Seconds() {
    Supervisor.Limits usual = Supervisor.Limits.USUAL;
    assertEquals(new Supervisor.Limits(5, WINDOW, Duration.ofSeconds(1)), usual);
  }
}
