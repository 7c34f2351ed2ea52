package org.echomotion.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.echomotion.security.Roles;

/** An OpenID Connect server that signs in whom the test states, without asking for a password. */
final class SignInServer implements AutoCloseable {

  private static final String CODE = "code-of-the-test";

  private final Tokens tokens;
  private final HttpServer server;
  private final Map<String, String> challenges = new ConcurrentHashMap<>();

  /** The role of the next person who signs in. */
  volatile String role = Roles.ANNOTATOR;

  /** The audience of the next access tokens. */
  volatile String audience = Tokens.AUDIENCE;

  /** How long the next tokens are valid, seconds. */
  volatile int tokenSeconds = 300;

  /** Whether the server still renews tokens. */
  volatile boolean renews = true;

  /** How often it renewed tokens. */
  volatile int renewals;

  SignInServer(Tokens tokens) throws IOException {
    this.tokens = tokens;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/keys", this::keys);
    server.createContext("/logout", call -> answer(call, 200, new JsonObject()));
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void authorize(HttpExchange call) throws IOException {
    Map<String, String> query = parameters(call.getRequestURI().getRawQuery());
    challenges.put(CODE, query.get("code_challenge"));
    call.getResponseHeaders()
        .add(
            "Location",
            query.get("redirect_uri")
                + "?code="
                + CODE
                + "&state="
                + URLEncoder.encode(query.get("state"), UTF_8));
    call.sendResponseHeaders(302, -1);
    call.close();
  }

  private void token(HttpExchange call) throws IOException {
    Map<String, String> form = parameters(new String(call.getRequestBody().readAllBytes(), UTF_8));
    switch (form.get("grant_type")) {
      case "client_credentials" ->
          answer(call, 200, bearer(tokens.of(Roles.SERVICE)).put("expires_in", 300));
      case "authorization_code" -> {
        boolean proven =
            form.get("client_id").equals(Tokens.PAGE)
                && challenge(form.get("code_verifier")).equals(challenges.remove(form.get("code")));
        answer(call, proven ? 200 : 400, proven ? ofPerson() : refused());
      }
      case "refresh_token" -> {
        renewals++;
        answer(call, renews ? 200 : 400, renews ? ofPerson() : refused());
      }
      default -> answer(call, 400, refused());
    }
  }

  private JsonObject ofPerson() {
    return bearer(tokens.ofPerson(role, audience, tokenSeconds))
        .put("id_token", tokens.aboutPerson(tokenSeconds))
        .put("refresh_token", "renew")
        .put("expires_in", tokenSeconds);
  }

  private static JsonObject bearer(String token) {
    return JsonObject.of("access_token", token, "token_type", "Bearer");
  }

  private static JsonObject refused() {
    return JsonObject.of("error", "invalid_grant");
  }

  private void keys(HttpExchange call) throws IOException {
    RSAPublicKey key = tokens.rsaPublicKey();
    answer(
        call,
        200,
        JsonObject.of(
            "keys",
            JsonArray.of(
                JsonObject.of(
                    "kty",
                    "RSA",
                    "use",
                    "sig",
                    "alg",
                    "RS256",
                    "n",
                    base64(key.getModulus()),
                    "e",
                    base64(key.getPublicExponent())))));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** RFC 7636, method S256. */
  private static String challenge(String verifier) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static Map<String, String> parameters(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8), (a, b) -> a));
  }

  private static void answer(HttpExchange call, int status, JsonObject content) throws IOException {
    byte[] bytes = content.encode().getBytes(UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
