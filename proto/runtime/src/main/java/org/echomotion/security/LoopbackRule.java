package org.echomotion.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Without sign-in, a service starts only if it listens on a loopback address. */
@ApplicationScoped
public class LoopbackRule {

  private final String host;
  private final Authentication authentication;

  LoopbackRule(
      @ConfigProperty(name = "quarkus.http.host") String host, Authentication authentication) {
    this.host = host;
    this.authentication = authentication;
  }

  void onStart(@Observes StartupEvent started) {
    if (authentication.isLocal()) {
      check(host);
    }
  }

  /**
   * @throws IllegalStateException if {@code host} is not a loopback address
   */
  static void check(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          throw refused(host, null);
        }
      }
    } catch (UnknownHostException e) {
      throw refused(host, e);
    }
  }

  private static IllegalStateException refused(String host, @Nullable Exception cause) {
    return new IllegalStateException(
        "There is no sign-in, so EchoMotion listens on loopback only, not on '"
            + host
            + "'. Set quarkus.http.host to 127.0.0.1, or turn sign-in on (QUARKUS_PROFILE=secure).",
        cause);
  }
}
