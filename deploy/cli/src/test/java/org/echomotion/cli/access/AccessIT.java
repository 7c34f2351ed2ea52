package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.echomotion.cli.access.Edges.Edge;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.security.Roles;
import org.echomotion.standalone.Certificates;
import org.echomotion.standalone.DataDirectory;
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
        Outcome outcome = call(client, edge, platform.tokens.of(role));
        if (outcome != expected) {
          wrong.add(edge.name() + " as " + role + ": " + outcome);
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
          Outcome outcome = call(client, edge, token.getValue());
          if (outcome != Outcome.UNAUTHENTICATED) {
            wrong.add(edge.name() + " with " + token.getKey() + ": " + outcome);
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
      Outcome outcome = call(person, edge, platform.tokens.of(Roles.SERVICE));
      if (outcome != Outcome.UNAUTHENTICATED) {
        wrong.add(edge.name() + ": " + outcome);
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
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (person.servedCertificate().equals(before) && System.nanoTime() < end) {
      Thread.sleep(500);
    }
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

  private static Outcome call(Client client, Edge edge, String token) throws Exception {
    return edge.method().isPresent()
        ? grpc(client, edge.method().get(), token)
        : rest(client, edge.verb(), edge.path(), token, "Content-Type", edge.content());
  }

  private static Outcome rest(
      Client client, String verb, String path, String token, String... headers)
      throws IOException, InterruptedException {
    return switch (platform.rest(client, verb, path, token, headers).statusCode()) {
      case 401 -> Outcome.UNAUTHENTICATED;
      case 403 -> Outcome.PERMISSION_DENIED;
      default -> Outcome.LET_IN;
    };
  }

  private static Outcome grpc(Client client, MethodDescriptor method, String token)
      throws Exception {
    return switch (WireCall.send(client.channel(), method, token, new byte[0]).status().getCode()) {
      case UNAUTHENTICATED -> Outcome.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Outcome.PERMISSION_DENIED;
      default -> Outcome.LET_IN;
    };
  }
}
