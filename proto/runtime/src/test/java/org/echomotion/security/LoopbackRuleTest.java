package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
  void allowsLoopback(String host) {
    assertDoesNotThrow(() -> LoopbackRule.check(host, LoopbackRule.NO_TLS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.1"})
  void refusesEveryOtherAddress(String host) {
    String message =
        assertThrows(
                IllegalStateException.class, () -> LoopbackRule.check(host, LoopbackRule.NO_TLS))
            .getMessage();
    assertTrue(message.contains("not on '" + host + "'"), message);
  }
}
