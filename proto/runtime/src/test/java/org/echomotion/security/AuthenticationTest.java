package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationTest {

  @ParameterizedTest
  @CsvSource({"local, false", "oidc, true"})
  void acceptsBothForms(String setting, boolean tokensAreChecked) {
    assertDoesNotThrow(() -> Authentication.check(setting, tokensAreChecked));
  }

  @ParameterizedTest
  @CsvSource({"oidc, false", "local, true", "none, false", "Local, false"})
  void refusesSettingsThatContradictEachOther(String setting, boolean tokensAreChecked) {
    assertThrows(
        IllegalStateException.class, () -> Authentication.check(setting, tokensAreChecked));
  }
}
