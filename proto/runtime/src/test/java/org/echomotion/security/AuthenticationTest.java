package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

  @ParameterizedTest
  @CsvSource({"local, false", "oidc, true"})
  void acceptsBothForms(String setting, boolean tokensAreChecked) {
    assertDoesNotThrow(() -> Authentication.check(setting, tokensAreChecked));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "${ECHOMOTION_EF_SECRET}"})
  void refusesASecretThatEverybodyKnows(String secret) {
    assertThrows(IllegalStateException.class, () -> Authentication.checkSecret(secret));
    assertDoesNotThrow(() -> Authentication.checkSecret("93b1f0c2"));
  }

  @ParameterizedTest
  @CsvSource({"oidc, false", "local, true", "none, false", "Local, false"})
  void refusesSettingsThatContradictEachOther(String setting, boolean tokensAreChecked) {
    assertThrows(
        IllegalStateException.class, () -> Authentication.check(setting, tokensAreChecked));
  }
}
