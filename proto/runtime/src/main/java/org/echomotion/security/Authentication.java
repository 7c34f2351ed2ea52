package org.echomotion.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether callers sign in with access tokens, or all are the one local user. */
@ApplicationScoped
public class Authentication {

  /** Name of the setting: {@value #LOCAL} or {@value #OIDC}. */
  public static final String SETTING = "echomotion.authentication";

  /** No sign-in: every caller is the local user. Allowed on loopback only. */
  public static final String LOCAL = "local";

  /** Sign-in: every call needs an access token of an OpenID Connect server. */
  static final String OIDC = "oidc";

  private final String setting;
  private final boolean tokensAreChecked;
  private final boolean signsIn;
  private final Optional<String> clientSecret;

  Authentication(
      @ConfigProperty(name = SETTING) String setting,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean tokensAreChecked,
      @ConfigProperty(name = "quarkus.oidc-client.client-enabled") boolean signsIn,
      @ConfigProperty(name = "echomotion.client.secret") Optional<String> clientSecret) {
    this.setting = setting;
    this.tokensAreChecked = tokensAreChecked;
    this.signsIn = signsIn;
    this.clientSecret = clientSecret;
  }

  /** Returns whether every caller is the local user. */
  public boolean isLocal() {
    return setting.equals(LOCAL);
  }

  void onStart(@Observes StartupEvent started) {
    check(setting, tokensAreChecked);
    if (signsIn) {
      checkSecret(clientSecret.orElse(""));
    }
  }

  /**
   * @throws IllegalStateException if the service has no secret of its own: the secret is missing,
   *     or it is the placeholder of the realm file, which everybody knows
   */
  static void checkSecret(String secret) {
    if (secret.isBlank() || secret.startsWith("${")) {
      throw new IllegalStateException(
          "The service has no client secret of its own. Set ECHOMOTION_CLIENT_SECRET to the secret"
              + " of its client in the OpenID Connect server; see docs/security/sign-in.md.");
    }
  }

  /**
   * @throws IllegalStateException if the settings contradict each other: the service would refuse
   *     every caller, or let callers in without a token
   */
  static void check(String setting, boolean tokensAreChecked) {
    if (!setting.equals(LOCAL) && !setting.equals(OIDC)) {
      throw new IllegalStateException(
          SETTING + " must be " + LOCAL + " or " + OIDC + ", not '" + setting + "'.");
    }
    if (setting.equals(OIDC) != tokensAreChecked) {
      throw new IllegalStateException(
          SETTING
              + " is "
              + setting
              + ", but quarkus.oidc.tenant-enabled is "
              + tokensAreChecked
              + ". Set the profile 'secure' (QUARKUS_PROFILE=secure), which sets both.");
    }
  }
}
