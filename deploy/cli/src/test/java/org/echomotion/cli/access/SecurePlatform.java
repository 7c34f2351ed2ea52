package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.standalone.LoopbackPorts;

/** The platform with sign-in on, as a process of its own, and a sign-in server in the test. */
final class SecurePlatform implements AutoCloseable {

  /** Encrypts the cookies of the workbench. */
  static final String PAGE_SECRET = "a secret of the test with 32 characters or more";

  final Tokens tokens = new Tokens();
  final int port = LoopbackPorts.anyFree();
  final Path data;
  final SignInServer signIn;

  private final Path folder;
  private final Process process;
  private final Client person;

  /**
   * Starts it, and returns when it is ready.
   *
   * @param folder an empty folder
   */
  SecurePlatform(Path folder) throws Exception {
    this.folder = folder;
    this.data = folder.resolve("data");
    Path out = folder.resolve("up.out");
    ProcessBuilder up = Launcher.echomotion("up", "--tls", "--port=" + port, "--data=" + data);
    Launcher.property(up, "echomotion.tls.reload-period", "PT2S");
    up.environment().put("QUARKUS_PROFILE", "secure");
    up.environment().put("QUARKUS_OIDC_PUBLIC_KEY", tokens.publicKey());
    up.environment().put("QUARKUS_OIDC_TOKEN_ISSUER", Tokens.ISSUER);
    signIn = new SignInServer(tokens);
    // Where the platform itself signs in, for calls after an event.
    // Not as environment variables: Quarkus also reads them as settings of a tenant "client".
    Launcher.property(up, "quarkus.oidc-client.auth-server-url", signIn.address());
    Launcher.property(up, "quarkus.oidc-client.discovery-enabled", "false");
    Launcher.property(up, "quarkus.oidc-client.token-path", "/token");
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.auth-server-url", signIn.address());
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.discovery-enabled", "false");
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.authorization-path", "/authorize");
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.token-path", "/token");
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.jwks-path", "/keys");
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.end-session-path", "/logout");
    Launcher.property(up, "quarkus.oidc.echomotion-workbench.token.issuer", Tokens.ISSUER);
    up.environment().put("ECHOMOTION_PAGE_SECRET", PAGE_SECRET);
    up.environment().put("ECHOMOTION_CLIENT_ID", "platform");
    up.environment().put("ECHOMOTION_CLIENT_SECRET", "secret");
    process = up.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (process.isAlive()
        && System.nanoTime() < end
        && !Files.readString(out).contains("is ready")) {
      Thread.sleep(200);
    }
    assertTrue(Files.readString(out).contains("is ready"), Files.readString(out));
    person = Client.withoutCertificate(port, certificates());
  }

  /** Returns the folder of the certificates. */
  Path certificates() {
    return data.resolve("certificates");
  }

  /** Returns a client without a certificate, as people use. */
  Client client() {
    return person;
  }

  /** Runs a command against the platform, and returns its exit code. */
  int run(String token, String... arguments) throws Exception {
    ProcessBuilder command = Launcher.echomotion(arguments);
    // Beside the data is the authority of the server's certificate.
    command.command().addAll(List.of("--server=127.0.0.1:" + port, "--data=" + data));
    command.environment().put("ECHOMOTION_TOKEN", token);
    Process run =
        command
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("command.out").toFile())
            .start();
    assertTrue(run.waitFor(180, TimeUnit.SECONDS), "the command takes too long");
    return run.exitValue();
  }

  /** Returns what the last command printed. */
  String printed() {
    try {
      return Files.readString(folder.resolve("command.out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a REST call. */
  HttpResponse<String> rest(
      Client client, String verb, String path, String token, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .method(verb, BodyPublishers.noBody())
            .header("Content-Type", "application/octet-stream");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return client.http().send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    person.close();
    signIn.close();
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
