package org.echomotion.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.echomotion.cli.client.Endpoints.HostPort;
import org.echomotion.security.Loopback;
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

  /** The sign-in server does not answer; another attempt may succeed. */
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(URI address, IOException cause) {
      super(
          "The sign-in server does not answer: "
              + address
              + ". If EchoMotion runs without sign-in now: echomotion login --forget",
          cause);
    }
  }

  private final Path file;
  private final Trust trust;
  private @Nullable String accessToken;
  private Instant expires = Instant.EPOCH;

  /** Creates a sign-in that is stored in {@code file}. */
  SignIn(Path file, Trust trust) {
    this.file = file;
    this.trust = trust;
  }

  /** Returns the sign-in of the user who runs this program. */
  public static SignIn ofThisUser(Trust trust) {
    return new SignIn(
        Path.of(System.getProperty("user.home"), ".config", "echomotion", "sign-in.json"), trust);
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
   * @param servers the only servers that tokens are sent to later
   * @param show called once with the page and the code
   * @throws IOException if the server cannot be reached or refuses; the message says why
   */
  public void begin(String issuer, Endpoints servers, Consumer<Invitation> show)
      throws IOException, InterruptedException {
    JsonNode server = server(issuer);
    JsonNode device =
        post(required(server, "device_authorization_endpoint"), Map.of("client_id", CLIENT));
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
              required(server, "token_endpoint"),
              Map.of(
                  "client_id", CLIENT,
                  "grant_type", DEVICE_GRANT,
                  "device_code", device.path("device_code").asText()));
      switch (answer.path("error").asText()) {
        case "" -> {
          keep(issuer, names(servers), answer);
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
   * Returns whether tokens may be sent to these servers: all were named when signing in, and all
   * use TLS if the sign-in did.
   */
  public boolean isFor(Endpoints servers) throws IOException {
    return given().isPresent()
        || kept()
            .filter(kept -> kept.servers().containsAll(names(servers)))
            .filter(
                kept ->
                    !kept.issuer().startsWith("https:")
                        || servers.of().values().stream().allMatch(trust::usesTls))
            .isPresent();
  }

  /** A token that the caller gives, instead of a sign-in. */
  private static Optional<String> given() {
    return Optional.ofNullable(System.getenv("ECHOMOTION_TOKEN"))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  private static Set<String> names(Endpoints servers) {
    return servers.of().values().stream()
        .map(HostPort::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the file holds. */
  private record Kept(String issuer, Set<String> servers, String refreshToken) {}

  private Optional<Kept> kept() throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Kept.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is damaged. Run: echomotion login", e);
    }
  }

  /**
   * Returns a valid access token; empty if nobody is signed in.
   *
   * @throws IOException if the sign-in has expired, or the server cannot be reached
   */
  public synchronized Optional<String> accessToken() throws IOException, InterruptedException {
    if (given().isPresent()) {
      return given();
    }
    if (accessToken != null && Instant.now().plus(LEAST_LEFT).isBefore(expires)) {
      return Optional.of(accessToken);
    }
    Optional<Kept> stored = kept();
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Kept kept = stored.get();
    String issuer = kept.issuer();
    JsonNode answer =
        post(
            required(server(issuer), "token_endpoint"),
            Map.of(
                "client_id",
                CLIENT,
                "grant_type",
                "refresh_token",
                "refresh_token",
                kept.refreshToken()));
    if (answer.path("error").asText().equals("invalid_grant")) {
      throw new IOException("The sign-in has expired. Run: echomotion login --issuer " + issuer);
    }
    refuse(answer);
    keep(issuer, kept.servers(), answer);
    return Optional.ofNullable(accessToken);
  }

  private void keep(String issuer, Set<String> servers, JsonNode answer) throws IOException {
    Kept kept = new Kept(issuer, servers, required(answer, "refresh_token"));
    accessToken = required(answer, "access_token");
    expires = Instant.now().plusSeconds(answer.path("expires_in").asLong());
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

  private static String required(JsonNode answer, String field) throws IOException {
    String value = answer.path(field).asText();
    if (value.isEmpty()) {
      throw new IOException("The sign-in server does not answer as expected: no " + field + ".");
    }
    return value;
  }

  private JsonNode server(String issuer) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(address(issuer + "/.well-known/openid-configuration")));
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
        HttpRequest.newBuilder(address(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode answer(HttpRequest.Builder unlimited) throws IOException, InterruptedException {
    HttpRequest request = unlimited.timeout(ANSWER_LIMIT).build();
    HttpResponse<String> response;
    try {
      response =
          trust
              .http(HostPort.of(request.uri()), HttpClient.Version.HTTP_2)
              .send(request, BodyHandlers.ofString());
    } catch (SSLException e) {
      throw new IOException(
          "The certificate of the sign-in server is not trusted: "
              + request.uri()
              + ". Name the file of its certificate authority with --ca or ECHOMOTION_CA.",
          e);
    } catch (IOException e) {
      throw new UnreachableException(request.uri(), e);
    }
    try {
      JsonNode answer = JSON.readTree(response.body());
      // A refusal has the field "error". Every other status except 200 is a failure.
      if (response.statusCode() == 200 || answer.has("error")) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      // It is not an answer of OpenID Connect either.
    }
    throw new IOException("There is no OpenID Connect server at " + request.uri() + ".");
  }

  /** Tokens and codes go to other machines by TLS only. */
  private static URI address(String text) throws IOException {
    try {
      URI address = new URI(text);
      String host = Objects.requireNonNullElse(address.getHost(), "");
      if (!host.isEmpty()
          && ("https".equals(address.getScheme())
              || ("http".equals(address.getScheme()) && Loopback.isName(host)))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // The message below says what is needed.
    }
    throw new IOException("The address of a sign-in server must begin with https://, not: " + text);
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
