package org.echomotion.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs a person in with the OAuth 2.0 device grant (RFC 8628): the person opens a page in a
 * browser and confirms a code. The refresh token is stored in a file that only its owner can read.
 */
public final class SignIn {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLIENT = "echomotion-cli";
  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /** An access token that expires sooner is replaced before it is used. */
  private static final Duration LEAST_LEFT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path file;
  private @Nullable String accessToken;
  private Instant expires = Instant.EPOCH;

  /** Creates a sign-in that is stored in {@code file}. */
  SignIn(Path file) {
    this.file = file;
  }

  /** Returns the sign-in of the user who runs this program. */
  public static SignIn ofThisUser() {
    return new SignIn(
        Path.of(System.getProperty("user.home"), ".config", "echomotion", "sign-in.json"));
  }

  /**
   * A page to open and a code to confirm there.
   *
   * @param page address of the page, which includes the code
   * @param code the code that the page shows
   */
  public record Invitation(String page, String code) {}

  /**
   * Waits until the person has confirmed the code, and stores the sign-in.
   *
   * @param issuer for example {@code https://sign-in.hospital.example/realms/echomotion}
   * @param show called once with the page and the code
   * @throws IOException if the server cannot be reached or refuses; the message says why
   */
  public void begin(String issuer, Consumer<Invitation> show)
      throws IOException, InterruptedException {
    JsonNode server = server(issuer);
    JsonNode device =
        post(server.path("device_authorization_endpoint").asText(), Map.of("client_id", CLIENT));
    refuse(device);
    show.accept(
        new Invitation(
            device.path("verification_uri_complete").asText(), device.path("user_code").asText()));
    long pause = Math.max(1, device.path("interval").asLong(5));
    Instant end = Instant.now().plusSeconds(device.path("expires_in").asLong(600));
    while (Instant.now().isBefore(end)) {
      Thread.sleep(Duration.ofSeconds(pause).toMillis());
      JsonNode answer =
          post(
              server.path("token_endpoint").asText(),
              Map.of(
                  "client_id", CLIENT,
                  "grant_type", DEVICE_GRANT,
                  "device_code", device.path("device_code").asText()));
      switch (answer.path("error").asText()) {
        case "" -> {
          keep(issuer, answer);
          return;
        }
        case "authorization_pending" -> {}
        case "slow_down" -> pause += 5;
        default -> refuse(answer);
      }
    }
    throw new IOException("The code was not confirmed in time. Run the command again.");
  }

  /** Deletes the sign-in on this machine. */
  public void end() throws IOException {
    Files.deleteIfExists(file);
  }

  /**
   * Returns a valid access token; empty if nobody is signed in.
   *
   * @throws IOException if the sign-in has expired, or the server cannot be reached
   */
  public synchronized Optional<String> accessToken() throws IOException, InterruptedException {
    String given = System.getenv("ECHOMOTION_TOKEN");
    if (given != null && !given.isBlank()) {
      return Optional.of(given.strip());
    }
    if (accessToken != null && Instant.now().plus(LEAST_LEFT).isBefore(expires)) {
      return Optional.of(accessToken);
    }
    JsonNode kept;
    try {
      kept = JSON.readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String issuer = kept.path("issuer").asText();
    JsonNode answer =
        post(
            server(issuer).path("token_endpoint").asText(),
            Map.of(
                "client_id",
                CLIENT,
                "grant_type",
                "refresh_token",
                "refresh_token",
                kept.path("refreshToken").asText()));
    if (answer.path("error").asText().equals("invalid_grant")) {
      throw new IOException("The sign-in has expired. Run: echomotion login --issuer " + issuer);
    }
    refuse(answer);
    keep(issuer, answer);
    return Optional.ofNullable(accessToken);
  }

  /** Returns the status of a call that has no token for this reason. */
  public static Status refused(IOException reason) {
    return Status.UNAUTHENTICATED.withDescription(reason.getMessage()).withCause(reason);
  }

  private void keep(String issuer, JsonNode answer) throws IOException {
    accessToken = answer.path("access_token").asText();
    expires = Instant.now().plusSeconds(answer.path("expires_in").asLong());
    ObjectNode kept = JSON.createObjectNode();
    kept.put("issuer", issuer);
    kept.put("refreshToken", answer.path("refresh_token").asText());
    Files.createDirectories(file.getParent());
    Path next =
        Files.createTempFile(
            file.getParent(),
            "sign-in",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, JSON.writeValueAsString(kept));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private JsonNode server(String issuer) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")));
  }

  private JsonNode post(String address, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return answer(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode answer(HttpRequest.Builder unlimited) throws IOException, InterruptedException {
    HttpRequest request = unlimited.timeout(ANSWER_LIMIT).build();
    String body;
    try {
      body = http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IOException("The sign-in server does not answer: " + request.uri() + ".", e);
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("There is no OpenID Connect server at " + request.uri() + ".", e);
    }
  }

  private static void refuse(JsonNode answer) throws IOException {
    if (answer.has("error")) {
      throw new IOException(
          "The sign-in was refused: "
              + answer.path("error_description").asText(answer.path("error").asText())
              + ".");
    }
  }
}
