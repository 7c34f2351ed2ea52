package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.echomotion.cli.access.Edges.Edge;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.security.Roles;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.directory.DataDirectory;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running platform with sign-in and TLS on: who is let in, and who is not. */
class AccessIT {

  @TempDir static Path temporary;

  private static SecurePlatform platform;
  private static Client person;
  private static Client service;

  /** What became of a call. */
  private enum Outcome {
    LET_IN,
    UNAUTHENTICATED,
    PERMISSION_DENIED
  }

  /**
   * An answer.
   *
   * @param status as the server sent it
   */
  private record Answer(Outcome outcome, String status) {

    @Override
    public String toString() {
      return outcome + " (" + status + ")";
    }
  }

  @BeforeAll
  static void start() throws Exception {
    platform = new SecurePlatform(temporary);
    person = platform.client();
    service = Client.withCertificate(platform.port, platform.certificates(), "ef");
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable part : new AutoCloseable[] {person, service, platform}) {
      close(part);
    }
  }

  private static void close(AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void letsInTheStatedRolesAndNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    int allowed = 0;
    for (Edge edge : Edges.all()) {
      for (String role : Roles.ALL) {
        Outcome expected = edge.roles().contains(role) ? Outcome.LET_IN : Outcome.PERMISSION_DENIED;
        allowed += expected == Outcome.LET_IN ? 1 : 0;
        Client client = role.equals(Roles.SERVICE) ? service : person;
        Answer answer = call(client, edge, platform.tokens.of(role));
        if (answer.outcome() != expected) {
          wrong.add(edge.name() + " as " + role + ": " + answer);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(allowed > 0);
  }

  @Test
  void letsInNobodyWithoutAProof() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Edge edge : Edges.all()) {
      for (Map.Entry<String, String> token : platform.tokens.bad().entrySet()) {
        for (Client client : List.of(person, service)) {
          Answer answer = call(client, edge, token.getValue());
          if (answer.outcome() != Outcome.UNAUTHENTICATED) {
            wrong.add(edge.name() + " with " + token.getKey() + ": " + answer);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void letsInNoServiceWithoutACertificate() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Edge edge : Edges.all()) {
      Answer answer = call(person, edge, platform.tokens.of(Roles.SERVICE));
      if (answer.outcome() != Outcome.UNAUTHENTICATED) {
        wrong.add(edge.name() + ": " + answer);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void endsAConnectionWithACertificateOfAnotherAuthority() throws Exception {
    try (DataDirectory other = DataDirectory.hold(temporary.resolve("other"), "test")) {
      Path foreign = Certificates.in(other).ca().getParent();
      // It trusts the platform, but shows a certificate that the platform does not trust.
      Files.copy(
          platform.certificates().resolve("ca.pem"),
          foreign.resolve("ca.pem"),
          StandardCopyOption.REPLACE_EXISTING);
      try (Client stranger = Client.withCertificate(platform.port, foreign, "ef")) {
        assertThrows(IOException.class, () -> rest(stranger, "GET", "/v1/studies/x", ""));
      }
    }
  }

  @Test
  void servesARenewedCertificateWithoutARestart() throws Exception {
    X509Certificate before = person.servedCertificate();
    try (DataDirectory other = DataDirectory.hold(temporary.resolve("renewed"), "test")) {
      Path renewed = Files.createDirectory(other.root().resolve("certificates"));
      for (String kept : List.of("ca.pem", "ca.key")) {
        Files.copy(platform.certificates().resolve(kept), renewed.resolve(kept));
      }
      Certificates.in(other);
      for (String changed : List.of("platform.key", "platform.pem")) {
        Files.move(
            renewed.resolve(changed),
            platform.certificates().resolve(changed),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    // Between the replacements of the two files, a reload reads a key and a certificate that do not
    // match, and handshakes fail until the next reload.
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .ignoreExceptionsInstanceOf(SSLException.class)
        .until(() -> !person.servedCertificate().equals(before));
    X509Certificate after = person.servedCertificate();
    assertNotEquals(before.getSerialNumber(), after.getSerialNumber());
    assertEquals(before.getIssuerX500Principal(), after.getIssuerX500Principal());
    // The services still call each other.
    Path report = temporary.resolve("report-after");
    assertEquals(0, analyze(Roles.CLINICIAN, report), platform::printed);
  }

  @Test
  void aClinicianMeasuresACineThroughAllServicesAndAnAnnotatorDoesNot() throws Exception {
    Path report = temporary.resolve("report");
    assertEquals(0, analyze(Roles.CLINICIAN, report), platform::printed);
    assertTrue(Files.size(report.resolve("report.html")) > 500);
    assertEquals(4, analyze(Roles.ANNOTATOR, temporary.resolve("none")));
    assertTrue(
        platform.printed().contains("Your roles do not allow this call."), platform.printed());
  }

  @Test
  void aPersonSignsInOnTheWorkbenchAndTheSessionIsRenewed() throws Exception {
    platform.signIn.role = Roles.ANNOTATOR;
    platform.signIn.tokenSeconds = 3;
    HttpClient browser = person.browser();
    HttpResponse<String> page = page(browser, "GET", "/");
    assertEquals(200, page.statusCode());
    assertEquals("/", page.uri().getPath());
    assertTrue(page.body().contains("<echo-app>"), page.body());
    assertTrue(
        page.headers().firstValue("Content-Security-Policy").orElse("").contains("default-src"));
    for (HttpCookie cookie : cookies(browser)) {
      assertTrue(cookie.isHttpOnly() && cookie.getSecure(), cookie::getName);
      assertTrue(cookie.getMaxAge() > 9 * 3600, cookie::toString);
      assertTrue(decrypted(cookie.getValue()).contains("renew"), "the refresh token");
    }
    HttpResponse<String> me = page(browser, "GET", "/v1/annotation/me");
    assertEquals("{\"name\":\"somebody\",\"roles\":[\"annotator\"],\"signedIn\":true}", me.body());
    // It needs the tenant, which only the access token states.
    assertEquals(200, page(browser, "GET", "/v1/annotation/stats").statusCode());
    assertEquals(403, page(browser, "GET", "/v1/annotation/readers").statusCode());

    // The first tokens expire; calls go on with renewed ones.
    Awaitility.await()
        .until(
            () -> {
              assertEquals(200, page(browser, "GET", "/v1/annotation/stats").statusCode());
              return platform.signIn.renewals > 0;
            });
    // A person whose account was locked, for example.
    platform.signIn.renews = false;
    Awaitility.await()
        .until(() -> page(browser, "GET", "/v1/annotation/stats").statusCode() == 499);
    platform.signIn.renews = true;
  }

  @Test
  void aPersonSignsOutOfTheWorkbench() throws Exception {
    platform.signIn.tokenSeconds = 300;
    HttpClient browser = person.browser();
    page(browser, "GET", "/");
    HttpResponse<String> end = page(browser, "GET", "/sign-out");
    assertEquals("/logout", end.uri().getPath());
    assertTrue(end.uri().getQuery().contains("post_logout_redirect_uri=https://127.0.0.1"));
    assertTrue(end.uri().getQuery().contains("id_token_hint="), "it asks no question");
    assertEquals(
        Optional.of("\"cache\""),
        end.previousResponse().orElseThrow().headers().firstValue("Clear-Site-Data"));
    assertEquals(401, page(browser, "GET", "/v1/annotation/me").statusCode());
  }

  @Test
  void aPageOfAnotherOriginCannotUseTheSessionOfThePerson() throws Exception {
    platform.signIn.tokenSeconds = 300;
    HttpClient browser = person.browser();
    page(browser, "GET", "/");
    HttpResponse<String> foreign =
        page(browser, "POST", "/v1/annotation/leases", "Origin", "https://other.example");
    assertEquals(403, foreign.statusCode());
    assertTrue(foreign.body().contains("FOREIGN_PAGE"), foreign.body());
    String[] link = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "document"};
    assertEquals(200, page(browser, "GET", "/", link).statusCode());
    assertEquals(403, page(browser, "GET", "/sign-out", link).statusCode());
    String[] picture = {"Sec-Fetch-Site", "same-site", "Sec-Fetch-Dest", "image"};
    assertEquals(403, page(browser, "GET", "/v1/annotation/stats", picture).statusCode());
    HttpResponse<String> own =
        page(
            browser,
            "POST",
            "/v1/annotation/leases",
            "Origin",
            "https://127.0.0.1:" + platform.port);
    assertEquals(200, own.statusCode(), own::body);
  }

  @Test
  void aPersonWhoseTokenIsForAnotherProgramIsNotLetIn() throws Exception {
    platform.signIn.audience = "another-program";
    assertEquals(401, page(person.browser(), "GET", "/").statusCode());
    platform.signIn.audience = Tokens.AUDIENCE;
  }

  /** Decrypts a cookie with the SHA-256 hash of the secret, as quarkus-oidc encrypts it. */
  private static String decrypted(String cookie) throws Exception {
    JsonWebEncryption encrypted = new JsonWebEncryption();
    encrypted.setKey(
        new SecretKeySpec(
            MessageDigest.getInstance("SHA-256")
                .digest(SecurePlatform.PAGE_SECRET.getBytes(StandardCharsets.UTF_8)),
            "AES"));
    encrypted.setCompactSerialization(cookie);
    return encrypted.getPayload();
  }

  private static List<HttpCookie> cookies(HttpClient browser) {
    CookieManager manager = (CookieManager) browser.cookieHandler().orElseThrow();
    List<HttpCookie> cookies = manager.getCookieStore().getCookies();
    assertTrue(cookies.stream().anyMatch(cookie -> cookie.getName().startsWith("q_session")));
    return cookies;
  }

  /** Makes a request as the page does. */
  private static HttpResponse<String> page(
      HttpClient browser, String verb, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + platform.port + path))
            .method(
                verb, verb.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json");
    if (path.startsWith("/v1/")) {
      request.header("X-Requested-With", "JavaScript");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void showsNeitherHealthNorItsMethodsOnThePortOfTheCalls() throws Exception {
    for (String path : List.of("/q/health", "/q/metrics", "/q/dev-ui", "/q/swagger-ui")) {
      assertEquals(404, platform.rest(person, "GET", path, "").statusCode(), path);
    }
    for (String version : List.of("v1", "v1alpha")) {
      assertEquals(
          Status.Code.UNIMPLEMENTED,
          WireCall.send(
                  person.channel(),
                  "grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo",
                  MethodType.BIDI_STREAMING,
                  platform.tokens.of(Roles.ADMIN),
                  new byte[0])
              .status()
              .getCode());
    }
  }

  @Test
  void saysInWordsWhyARestCallIsRefused() throws Exception {
    String without = platform.rest(person, "DELETE", "/v1/studies/x", "").body();
    assertTrue(without.contains("\"UNAUTHENTICATED\""), without);
    String denied =
        platform
            .rest(person, "DELETE", "/v1/studies/x", platform.tokens.of(Roles.CLINICIAN))
            .body();
    assertTrue(denied.contains("\"PERMISSION_DENIED\""), denied);
  }

  private static int analyze(String role, Path report) throws Exception {
    return platform.run(
        platform.tokens.of(role), "analyze", "--out=" + report, Launcher.SAMPLE.toString());
  }

  private static Answer call(Client client, Edge edge, String token) throws Exception {
    return edge.method().isPresent()
        ? grpc(client, edge.method().get(), token)
        : rest(client, edge.verb(), edge.path(), token, "Content-Type", edge.content());
  }

  private static Answer rest(
      Client client, String verb, String path, String token, String... headers)
      throws IOException, InterruptedException {
    int status = platform.rest(client, verb, path, token, headers).statusCode();
    Outcome outcome =
        switch (status) {
          case 401 -> Outcome.UNAUTHENTICATED;
          case 403 -> Outcome.PERMISSION_DENIED;
          default -> Outcome.LET_IN;
        };
    return new Answer(outcome, String.valueOf(status));
  }

  private static Answer grpc(Client client, MethodDescriptor method, String token)
      throws Exception {
    Status status = WireCall.send(client.channel(), method, token, new byte[0]).status();
    Outcome outcome =
        switch (status.getCode()) {
          case UNAUTHENTICATED -> Outcome.UNAUTHENTICATED;
          case PERMISSION_DENIED -> Outcome.PERMISSION_DENIED;
          default -> Outcome.LET_IN;
        };
    return new Answer(outcome, status.toString());
  }
}
