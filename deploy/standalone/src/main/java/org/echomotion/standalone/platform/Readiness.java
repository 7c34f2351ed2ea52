package org.echomotion.standalone.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks a service whether it is ready. */
final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Readiness() {}

  /**
   * Asks until the answer is yes, {@code goOn} says no, or the time is over.
   *
   * @return whether the service is ready
   */
  static boolean await(int port, Duration limit, BooleanSupplier goOn) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (goOn.getAsBoolean() && System.nanoTime() < end) {
      if (isReady(port)) {
        return true;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return false;
  }

  private static boolean isReady(int port) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + LoopbackPorts.HOST + ":" + port + "/q/health/ready")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
