package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LocalHost, true",
    "127.0.0.1, true",
    "127.1.2.3, true",
    "::1, true",
    "[::1], true",
    "127.0.0.1.evil.example, false",
    "127.evil.example, false",
    "localhost.evil.example, false",
    "evil.example, false",
    "10.0.0.1, false",
    "'', false",
  })
  void knowsTheNamesOfThisMachine(String host, boolean expected) {
    assertEquals(expected, Loopback.isName(host));
  }
}
