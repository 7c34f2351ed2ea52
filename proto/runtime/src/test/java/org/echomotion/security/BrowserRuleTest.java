package org.echomotion.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserRuleTest {

  @ParameterizedTest
  @CsvSource({
    // A program, which sends no header of a browser.
    "127.0.0.1, 8080, , , , GET, true",
    "localhost, 8080, , , , POST, true",
    "::1, 8080, , , , DELETE, true",
    // The service's own page, the address bar, and a link.
    "localhost, 8080, http://localhost:8080, same-origin, empty, POST, true",
    "localhost, 80, http://localhost, same-origin, empty, POST, true",
    "127.0.0.1, 8080, , none, document, GET, true",
    "127.0.0.1, 8080, , cross-site, document, GET, true",
    // A name that somebody points at this machine.
    "evil.example, 8080, , , , GET, false",
    "evil.example, 8080, , none, document, GET, false",
    "127.0.0.1.evil.example, 8080, , , , GET, false",
    ", -1, , , , GET, false",
    // Other pages of the same browser.
    "127.0.0.1, 8080, http://evil.example, cross-site, empty, POST, false",
    "127.0.0.1, 8080, http://evil.example, , , POST, false",
    "127.0.0.1, 8080, null, , , POST, false",
    "localhost, 8080, http://localhost:3000, same-site, empty, POST, false",
    "localhost, 8080, https://localhost:8080, , , POST, false",
    "127.0.0.1, 8080, , cross-site, image, GET, false",
    "127.0.0.1, 8080, , cross-site, iframe, GET, false",
    "127.0.0.1, 8080, , cross-site, document, POST, false",
  })
  void answersPagesOfThisServiceOnly(
      String host,
      int port,
      String origin,
      String site,
      String destination,
      String method,
      boolean allowed) {
    assertEquals(
        allowed,
        BrowserRule.refusal(
                new BrowserRule.Headers(
                    "/",
                    Optional.ofNullable(host),
                    port,
                    Optional.ofNullable(origin),
                    Optional.ofNullable(site),
                    Optional.ofNullable(destination),
                    HttpMethod.valueOf(method)))
            .isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "/, https://echo.example, same-origin, empty, POST, true",
    "/, , same-origin, empty, GET, true",
    // The sign-in page of the OpenID Connect server leads back to the service.
    "/, , cross-site, document, GET, true",
    "/, http://echo.example, same-site, empty, POST, false",
    "/, https://echo.example:8443, same-site, empty, POST, false",
    "/, https://other.example, cross-site, document, POST, false",
    "/, , cross-site, image, GET, false",
    // A link on another page does not sign a person out.
    "/sign-out, , same-origin, document, GET, true",
    "/sign-out, , cross-site, document, GET, false",
  })
  void withSignInTheHostMayBeAnyButThePageMustBeOfTheSameOrigin(
      String path, String origin, String site, String destination, String method, boolean allowed) {
    BrowserRule.Headers headers =
        new BrowserRule.Headers(
            path,
            Optional.of("echo.example"),
            -1,
            Optional.ofNullable(origin),
            Optional.of(site),
            Optional.of(destination),
            HttpMethod.valueOf(method));
    assertEquals(allowed, BrowserRule.foreignPage(headers, "https").isEmpty());
  }
}
