package org.echomotion.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Without sign-in, or without TLS, a service starts only if it listens on a loopback address. */
@ApplicationScoped
public class LoopbackRule {

  static final String NO_SIGN_IN =
      "There is no sign-in, so EchoMotion listens on loopback only, not on '%s'. Set"
          + " quarkus.http.host to 127.0.0.1, or turn sign-in on (QUARKUS_PROFILE=secure,tls).";

  static final String NO_TLS =
      "Connections are not encrypted, so EchoMotion listens on loopback only, not on '%s'. Turn"
          + " TLS on (QUARKUS_PROFILE=secure,tls). If a proxy or a service mesh in front of this"
          + " service speaks TLS, set echomotion.tls=proxy.";

  private final String host;
  private final Authentication authentication;
  private final Tls tls;

  LoopbackRule(
      @ConfigProperty(name = "quarkus.http.host") String host,
      Authentication authentication,
      Tls tls) {
    this.host = host;
    this.authentication = authentication;
    this.tls = tls;
  }

  void onStart(@Observes StartupEvent started) {
    if (authentication.isLocal()) {
      check(host, NO_SIGN_IN);
    } else if (tls.isOff()) {
      check(host, NO_TLS);
    }
  }

  /**
   * @param refusal the message, with a place for the host
   * @throws IllegalStateException if {@code host} is not a loopback address
   */
  static void check(String host, String refusal) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          throw refused(host, refusal, null);
        }
      }
    } catch (UnknownHostException e) {
      throw refused(host, refusal, e);
    }
  }

  private static IllegalStateException refused(
      String host, String refusal, @Nullable Exception cause) {
    return new IllegalStateException(refusal.formatted(host), cause);
  }
}
