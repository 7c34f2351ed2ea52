package org.echomotion.standalone.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.certificate.TrustedAuthority;

/**
 * Checks whether a service is ready. An answer counts only if it comes from the started process,
 * because another EchoMotion may have taken the port in the meantime.
 */
final class Readiness {

  private static final String INSTANCE_HEADER = "echomotion-instance";

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Readiness() {}

  /** Returns the settings that make a process identify itself as {@code instance}. */
  static Map<String, String> settings(String instance) {
    return Map.of("quarkus.management.header." + INSTANCE_HEADER + ".value", instance);
  }

  /**
   * Checks until the service is ready, {@code goOn} is false, or the time is over.
   *
   * @param port the management port
   * @param certificates for TLS
   * @param instance the identifier in the {@link #settings} of the process
   * @return whether the service is ready
   */
  static boolean await(
      int port,
      Optional<Certificates> certificates,
      String instance,
      Duration limit,
      BooleanSupplier goOn)
      throws InterruptedException {
    Optional<SSLContext> tls = certificates.map(with -> TrustedAuthority.context(with.ca()));
    long end = System.nanoTime() + limit.toNanos();
    while (goOn.getAsBoolean() && System.nanoTime() < end) {
      if (isReady(port, tls, instance)) {
        return true;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return false;
  }

  private static boolean isReady(int port, Optional<SSLContext> tls, String instance) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(
                      (tls.isPresent() ? "https://" : "http://")
                          + LoopbackPorts.HOST
                          + ":"
                          + port
                          + "/q/health/ready")
                  .toURL()
                  .openConnection();
      if (tls.isPresent() && connection instanceof HttpsURLConnection encrypted) {
        encrypted.setSSLSocketFactory(tls.get().getSocketFactory());
      }
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      try {
        return connection.getResponseCode() == 200
            && instance.equals(connection.getHeaderField(INSTANCE_HEADER));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
