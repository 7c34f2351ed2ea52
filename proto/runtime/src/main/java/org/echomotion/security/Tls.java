package org.echomotion.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether the service speaks TLS. */
@ApplicationScoped
public class Tls {

  /** Name of the setting: {@value #OFF}, {@value #ON} or {@value #PROXY}. */
  static final String SETTING = "echomotion.tls";

  /** Plain HTTP. Allowed on loopback only. */
  static final String OFF = "off";

  /** The service speaks TLS itself, and calls other services by TLS with its own certificate. */
  static final String ON = "on";

  /** Plain HTTP behind a proxy or a service mesh that speaks TLS. */
  static final String PROXY = "proxy";

  private final String setting;
  private final Optional<String> serverConfiguration;

  Tls(
      @ConfigProperty(name = SETTING) String setting,
      @ConfigProperty(name = "quarkus.http.tls-configuration-name")
          Optional<String> serverConfiguration) {
    this.setting = setting;
    this.serverConfiguration = serverConfiguration;
  }

  /** Returns whether the service speaks TLS itself. */
  public boolean isOn() {
    return setting.equals(ON);
  }

  /** Returns whether connections are not encrypted at all. */
  public boolean isOff() {
    return setting.equals(OFF);
  }

  void onStart(@Observes StartupEvent started) {
    check(setting, serverConfiguration.isPresent());
  }

  /**
   * @throws IllegalStateException if the settings contradict each other
   */
  static void check(String setting, boolean serverHasCertificate) {
    if (!setting.equals(OFF) && !setting.equals(ON) && !setting.equals(PROXY)) {
      throw new IllegalStateException(
          "%s must be %s, %s or %s, not '%s'.".formatted(SETTING, OFF, ON, PROXY, setting));
    }
    if (setting.equals(ON) != serverHasCertificate) {
      throw new IllegalStateException(
          SETTING
              + " is "
              + setting
              + ", but the server "
              + (serverHasCertificate ? "has a" : "has no")
              + " certificate. Add the profile 'tls' (QUARKUS_PROFILE=secure,tls), which sets both.");
    }
  }
}
