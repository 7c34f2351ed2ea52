package org.echomotion.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  private static final Endpoints SERVER = new Endpoints.Converter().convert("127.0.0.1:8070");

  @TempDir Path folder;

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private String issuer;
  private Path file;
  private SignIn signIn;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/echomotion";
    server.createContext(
        "/realms/echomotion/.well-known/openid-configuration",
        call ->
            answer(
                call,
                "{\"device_authorization_endpoint\":\"%1$s/device\",\"token_endpoint\":\"%1$s/token\"}"
                    .formatted(issuer)));
    server.createContext(
        "/realms/echomotion/device",
        call ->
            answer(
                call,
                "{\"device_code\":\"d\",\"user_code\":\"ABCD-EFGH\",\"interval\":1,\"expires_in\":60,"
                    + "\"verification_uri_complete\":\"https://page/?user_code=ABCD-EFGH\"}"));
    server.createContext(
        "/realms/echomotion/token",
        call -> {
          asked.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(call, answers.remove());
        });
    server.start();
    file = folder.resolve("settings/sign-in.json");
    signIn = new SignIn(file, Trust.NOBODY);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange call, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private static String tokens(String access, String refresh, int seconds) {
    return "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":%d}"
        .formatted(access, refresh, seconds);
  }

  @Test
  void waitsForTheConfirmationAndKeepsTheSignInForItsOwnerOnly() throws Exception {
    answers.add("{\"error\":\"authorization_pending\"}");
    answers.add(tokens("first", "r1", 300));
    List<SignIn.Invitation> shown = new ArrayList<>();
    signIn.begin(issuer, SERVER, shown::add);
    assertEquals(
        List.of(new SignIn.Invitation("https://page/?user_code=ABCD-EFGH", "ABCD-EFGH")), shown);
    assertEquals(Optional.of("first"), signIn.accessToken());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(!Files.readString(file).contains("first"), "an access token needs no file");
  }

  @Test
  void renewsTheAccessTokenAndKeepsTheNewRefreshToken() throws Exception {
    answers.add(tokens("short", "r1", 10));
    signIn.begin(issuer, SERVER, invitation -> {});
    answers.add(tokens("second", "r2", 300));
    assertEquals(Optional.of("second"), signIn.accessToken());
    assertTrue(asked.get(1).contains("refresh_token=r1"), asked.get(1));
    answers.add(tokens("third", "r3", 300));
    assertEquals(Optional.of("third"), new SignIn(file, Trust.NOBODY).accessToken());
    assertTrue(asked.get(2).contains("refresh_token=r2"), asked.get(2));
  }

  @Test
  void saysWhatToDoIfTheSignInHasExpired() throws Exception {
    answers.add(tokens("short", "r1", 10));
    signIn.begin(issuer, SERVER, invitation -> {});
    answers.add("{\"error\":\"invalid_grant\",\"error_description\":\"Token is not active\"}");
    String message = assertThrows(IOException.class, signIn::accessToken).getMessage();
    assertEquals("The sign-in has expired. Run: echomotion login --issuer " + issuer, message);
  }

  @Test
  void saysWhyItWasRefused() {
    answers.add("{\"error\":\"access_denied\",\"error_description\":\"The person declined\"}");
    String message =
        assertThrows(IOException.class, () -> signIn.begin(issuer, SERVER, invitation -> {}))
            .getMessage();
    assertEquals("The sign-in was refused: The person declined.", message);
  }

  @Test
  void sendsTokensOnlyToTheServerOfTheSignIn() throws Exception {
    assertFalse(signIn.isFor(SERVER));
    answers.add(tokens("first", "r1", 300));
    signIn.begin(issuer, SERVER, invitation -> {});
    assertTrue(new SignIn(file, Trust.NOBODY).isFor(SERVER));
    assertFalse(signIn.isFor(new Endpoints.Converter().convert("127.0.0.1:8071")));
    assertFalse(signIn.isFor(new Endpoints.Converter().convert("ingest=127.0.0.1:8070,ef=a:1")));
  }

  @Test
  void sendsTokensOfAnEncryptedSignInToEncryptedServersOnly() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "{\"issuer\":\"https://127.0.0.1:8180/realms/x\",\"servers\":[\"127.0.0.1:8070\"],"
            + "\"refreshToken\":\"r\"}");
    assertFalse(signIn.isFor(SERVER));
    assertTrue(new SignIn(file, Trust.of(folder.resolve("ca.pem"), folder)).isFor(SERVER));
  }

  @Test
  void keepsTheOldSignInIfTheAnswerHasNoTokens() throws Exception {
    answers.add(tokens("short", "r1", 10));
    signIn.begin(issuer, SERVER, invitation -> {});
    answers.add("{}");
    assertThrows(IOException.class, signIn::accessToken);
    assertTrue(Files.readString(file).contains("r1"));
  }

  @Test
  void needsTlsForOtherMachines() {
    String message =
        assertThrows(
                IOException.class,
                () -> signIn.begin("http://sign-in.example/realms/x", SERVER, invitation -> {}))
            .getMessage();
    assertTrue(message.contains("must begin with https://"), message);
  }

  @Test
  void saysThatThereIsNoSuchServer() throws Exception {
    server.createContext("/page/", call -> answer(call, "<html>"));
    String noServer = "http://127.0.0.1:" + server.getAddress().getPort() + "/page";
    String message =
        assertThrows(IOException.class, () -> signIn.begin(noServer, SERVER, invitation -> {}))
            .getMessage();
    assertTrue(message.startsWith("There is no OpenID Connect server at " + noServer), message);
    server.stop(0);
    message =
        assertThrows(IOException.class, () -> signIn.begin(issuer, SERVER, invitation -> {}))
            .getMessage();
    assertTrue(message.startsWith("The sign-in server does not answer: " + issuer), message);
  }

  @Test
  void withoutASignInThereIsNoToken() throws Exception {
    assertEquals(Optional.empty(), signIn.accessToken());
    signIn.end();
  }
}
