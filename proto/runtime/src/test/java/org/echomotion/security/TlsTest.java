package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

  @ParameterizedTest
  @CsvSource({"off, false", "proxy, false", "on, true"})
  void acceptsEachForm(String setting, boolean serverHasCertificate) {
    assertDoesNotThrow(() -> Tls.check(setting, serverHasCertificate));
  }

  @ParameterizedTest
  @CsvSource({"on, false", "off, true", "proxy, true", "ON, true", "yes, false"})
  void refusesSettingsThatContradictEachOther(String setting, boolean serverHasCertificate) {
    assertThrows(IllegalStateException.class, () -> Tls.check(setting, serverHasCertificate));
  }
}
