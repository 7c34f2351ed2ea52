package org.echomotion.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How callers sign in: as the one local user of a desk, or with an access token. */
@ApplicationScoped
public class Authentication {

  /** The setting that decides. */
  static final String SETTING = "echomotion.authentication";

  /** No sign-in: every caller is the local user. For one desk, on loopback only. */
  static final String LOCAL = "local";

  /** OpenID Connect access tokens. */
  static final String OIDC = "oidc";

  private final String setting;
  private final boolean tokensAreChecked;

  Authentication(
      @ConfigProperty(name = SETTING) String setting,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean tokensAreChecked) {
    this.setting = setting;
    this.tokensAreChecked = tokensAreChecked;
  }

  /** Returns whether every caller is the local user. */
  public boolean isLocal() {
    return setting.equals(LOCAL);
  }

  void onStart(@Observes StartupEvent started) {
    check(setting, tokensAreChecked);
  }

  /**
   * @throws IllegalStateException if the settings contradict each other, because the service would
   *     refuse every caller or sign in too many
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
