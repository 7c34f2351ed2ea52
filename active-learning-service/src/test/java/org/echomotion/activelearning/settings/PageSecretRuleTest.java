package org.echomotion.activelearning.settings;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PageSecretRuleTest {

  @Test
  void refusesAShortSecret() {
    PageSecretRule.check("0123456789abcdef0123456789abcdef");
    assertThrows(
        IllegalStateException.class, () -> PageSecretRule.check("0123456789abcdef0123456789abcde"));
  }
}
