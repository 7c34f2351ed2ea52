package org.echomotion.cli.platform;

import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the platform of a command running beside the command. If that fails, the command's thread
 * is interrupted.
 */
final class Supervision {

  private final AtomicReference<@Nullable EchoMotionException> failure = new AtomicReference<>();
  private final Thread thread;

  private Supervision(Platform platform, Thread command) {
    thread =
        new Thread(
            () -> {
              try {
                platform.supervise(event -> {});
              } catch (InterruptedException e) {
                // The command has ended.
              } catch (EchoMotionException e) {
                failure.set(e);
                command.interrupt();
              }
            },
            "echomotion-supervision");
    thread.setDaemon(true);
  }

  static Supervision of(Platform platform, Thread command) {
    Supervision supervision = new Supervision(platform, command);
    supervision.thread.start();
    return supervision;
  }

  /** Ends it, so that the platform can be stopped. A restart in progress is finished first. */
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  /**
   * @throws EchoMotionException why the platform could not be kept running
   */
  void throwFailure() {
    EchoMotionException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }
}
