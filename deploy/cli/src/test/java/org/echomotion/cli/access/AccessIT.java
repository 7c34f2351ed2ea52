package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.echomotion.cli.access.Edges.Edge;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.security.Roles;
import org.echomotion.standalone.Certificates;
import org.echomotion.standalone.DataDirectory;
import org.echomotion.standalone.LoopbackPorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running platform with sign-in and TLS on: who is let in, and who is not. */
class AccessIT {

  private static final Tokens TOKENS = new Tokens();
  @TempDir static Path temporary;

  private static int port;
  private static Process platform;
  private static Client person;
  private static Client service;
  private static HttpServer issuer;

  /** What became of a call. */
  private enum Outcome {
    LET_IN,
    UNAUTHENTICATED,
    PERMISSION_DENIED
  }

  @BeforeAll
  static void start() throws Exception {
    port = LoopbackPorts.anyFree();
    Path out = temporary.resolve("up.out");
    ProcessBuilder up = Launcher.echomotion("up", "--tls", "--port=" + port, "--data=" + data());
    Launcher.property(up, "echomotion.tls.reload-period", "PT2S");
    up.environment().put("QUARKUS_PROFILE", "secure");
    up.environment().put("QUARKUS_OIDC_PUBLIC_KEY", TOKENS.publicKey());
    up.environment().put("QUARKUS_OIDC_TOKEN_ISSUER", Tokens.ISSUER);
    // Where the platform itself signs in, for calls after an event.
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext("/token", AccessIT::giveServiceToken);
    issuer.start();
    // Not as environment variables: Quarkus also reads them as settings of a tenant "client".
    Launcher.property(
        up,
        "quarkus.oidc-client.auth-server-url",
        "http://127.0.0.1:" + issuer.getAddress().getPort());
    Launcher.property(up, "quarkus.oidc-client.discovery-enabled", "false");
    Launcher.property(up, "quarkus.oidc-client.token-path", "/token");
    up.environment().put("ECHOMOTION_CLIENT_ID", "platform");
    up.environment().put("ECHOMOTION_CLIENT_SECRET", "secret");
    platform = up.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (platform.isAlive()
        && System.nanoTime() < end
        && !Files.readString(out).contains("is ready")) {
      Thread.sleep(200);
    }
    assertTrue(Files.readString(out).contains("is ready"), Files.readString(out));
    person = Client.withoutCertificate(port, certificates());
    service = Client.withCertificate(port, certificates(), "ef");
  }

  private static Path data() {
    return temporary.resolve("data");
  }

  private static Path certificates() {
    return data().resolve("certificates");
  }

  @AfterAll
  static void stop() throws Exception {
    person.close();
    service.close();
    issuer.stop(0);
    platform.destroy();
    if (!platform.waitFor(60, TimeUnit.SECONDS)) {
      platform.destroyForcibly();
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
        Outcome outcome = call(client, edge, TOKENS.of(role));
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
      for (Map.Entry<String, String> token : TOKENS.bad().entrySet()) {
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
      Outcome outcome = call(person, edge, TOKENS.of(Roles.SERVICE));
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
          certificates().resolve("ca.pem"),
          foreign.resolve("ca.pem"),
          StandardCopyOption.REPLACE_EXISTING);
      try (Client stranger = Client.withCertificate(port, foreign, "ef")) {
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
        Files.copy(certificates().resolve(kept), renewed.resolve(kept));
      }
      Certificates.in(other);
      for (String changed : List.of("platform.key", "platform.pem")) {
        Files.move(
            renewed.resolve(changed),
            certificates().resolve(changed),
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
    assertEquals(0, analyze(Roles.CLINICIAN, report), () -> text(temporary.resolve("analyze.out")));
  }

  @Test
  void aClinicianMeasuresACineThroughAllServicesAndAnAnnotatorDoesNot() throws Exception {
    Path report = temporary.resolve("report");
    assertEquals(0, analyze(Roles.CLINICIAN, report), () -> text(temporary.resolve("analyze.out")));
    assertTrue(Files.size(report.resolve("report.html")) > 500);
    assertEquals(4, analyze(Roles.ANNOTATOR, temporary.resolve("none")));
    assertTrue(
        text(temporary.resolve("analyze.out")).contains("Your roles do not allow this call."),
        text(temporary.resolve("analyze.out")));
  }

  @Test
  void showsNeitherHealthNorItsMethodsOnThePortOfTheCalls() throws Exception {
    for (String path : List.of("/q/health", "/q/metrics", "/q/dev-ui", "/q/swagger-ui")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path)).build();
      assertEquals(404, person.http().send(request, BodyHandlers.discarding()).statusCode(), path);
    }
    for (String version : List.of("v1", "v1alpha")) {
      assertEquals(
          Status.Code.UNIMPLEMENTED,
          status(
              person,
              "grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo",
              MethodType.BIDI_STREAMING,
              TOKENS.of(Roles.ADMIN)));
    }
  }

  @Test
  void saysInWordsWhyARestCallIsRefused() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/v1/studies/x")).DELETE();
    String without = person.http().send(request.build(), BodyHandlers.ofString()).body();
    assertTrue(without.contains("\"UNAUTHENTICATED\""), without);
    request.header("Authorization", "Bearer " + TOKENS.of(Roles.CLINICIAN));
    String denied = person.http().send(request.build(), BodyHandlers.ofString()).body();
    assertTrue(denied.contains("\"PERMISSION_DENIED\""), denied);
  }

  private static int analyze(String role, Path report) throws Exception {
    ProcessBuilder analyze =
        Launcher.echomotion(
            "analyze",
            "--server=127.0.0.1:" + port,
            "--data=" + data(),
            "--out=" + report,
            Launcher.SAMPLE.toString());
    analyze.environment().put("ECHOMOTION_TOKEN", TOKENS.of(role));
    Process run =
        analyze
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("analyze.out").toFile())
            .start();
    assertTrue(run.waitFor(180, TimeUnit.SECONDS), "analyze takes too long");
    return run.exitValue();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void giveServiceToken(HttpExchange call) throws IOException {
    byte[] answer =
        "{\"access_token\":\"%s\",\"expires_in\":300,\"token_type\":\"Bearer\"}"
            .formatted(TOKENS.of(Roles.SERVICE))
            .getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(200, answer.length);
    call.getResponseBody().write(answer);
    call.close();
  }

  private static Outcome call(Client client, Edge edge, String token) throws Exception {
    return edge.method().isPresent()
        ? grpc(client, edge.method().get(), token)
        : rest(client, edge.verb(), edge.path(), token);
  }

  private static Outcome rest(Client client, String verb, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .method(verb, BodyPublishers.noBody())
            .header("Content-Type", "application/octet-stream");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return switch (client.http().send(request.build(), BodyHandlers.discarding()).statusCode()) {
      case 401 -> Outcome.UNAUTHENTICATED;
      case 403 -> Outcome.PERMISSION_DENIED;
      default -> Outcome.LET_IN;
    };
  }

  private static Outcome grpc(Client client, MethodDescriptor method, String token)
      throws Exception {
    MethodType type =
        method.isClientStreaming()
            ? method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
            : method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
    Status.Code code =
        status(client, method.getService().getFullName() + "/" + method.getName(), type, token);
    return switch (code) {
      case UNAUTHENTICATED -> Outcome.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Outcome.PERMISSION_DENIED;
      default -> Outcome.LET_IN;
    };
  }

  /** Sends an empty message, and takes the status. */
  private static Status.Code status(Client client, String method, MethodType type, String token)
      throws Exception {
    ClientCall<byte[], byte[]> call =
        client
            .channel()
            .newCall(
                io.grpc.MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(type)
                    .setFullMethodName(method)
                    .setRequestMarshaller(new Bytes())
                    .setResponseMarshaller(new Bytes())
                    .build(),
                CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    Metadata headers = new Metadata();
    if (!token.isEmpty()) {
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    }
    CompletableFuture<Status> ended = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            ended.complete(Status.OK);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        headers);
    call.request(1);
    call.sendMessage(new byte[0]);
    call.halfClose();
    Status status = ended.get(30, TimeUnit.SECONDS);
    call.cancel("seen", null);
    return status.getCode();
  }

  /** Messages as they are on the wire. */
  private static final class Bytes implements io.grpc.MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
