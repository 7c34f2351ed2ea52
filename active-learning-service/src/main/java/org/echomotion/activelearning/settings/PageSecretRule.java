package org.echomotion.activelearning.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A secret that encrypts the cookies of signed-in people must be long, because somebody with a
 * cookie could try out short ones. Without a secret, Quarkus makes one.
 */
@ApplicationScoped
public class PageSecretRule {

  private static final int SHORTEST = 32;

  private final Optional<String> secret;

  PageSecretRule(@ConfigProperty(name = "echomotion.page.secret") Optional<String> secret) {
    this.secret = secret;
  }

  void onStart(@Observes StartupEvent started) {
    secret.ifPresent(PageSecretRule::check);
  }

  /**
   * @throws IllegalStateException if the secret has fewer than 32 characters
   */
  static void check(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalStateException(
          "ECHOMOTION_PAGE_SECRET must have at least "
              + SHORTEST
              + " characters; see docs/security/sign-in.md.");
    }
  }
}
