package org.echomotion.ingest.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.echomotion.ingest.store.blob.BlobStore;
import org.echomotion.ingest.store.blob.FailingBlobs;
import org.echomotion.tenant.LocalUser;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** Uploads over REST that break off, stall or cannot be stored. */
@QuarkusTest
class RestUploadTest extends IngestServiceTestCase {

  private static final String CANARY = "CANARYB1RD";

  @Inject ArrivingUploads uploads;

  @TestHTTPResource(management = true)
  URI management;

  @Test
  void anUploadGoesOnWhereItBrokeOff() throws Exception {
    byte[] file = TestCines.avi(41, 40);
    assertEquals(0, offset("rest", file));
    breakOff("rest", file, 5000);
    assertEquals(5000, offset("rest", file));
    rest("rest", file, 4999).statusCode(409).body("code", equalTo("OTHER_OFFSET"));
    rest("rest", file, 5000)
        .statusCode(200)
        .body("alreadyKnown", equalTo(false))
        .body("clip.frameCount", equalTo(40));
    assertEquals(file.length, offset("rest", file));
    rest("rest", file, file.length).statusCode(200).body("alreadyKnown", equalTo(true));
  }

  private static long offset(String study, byte[] file) {
    return Long.parseLong(
        given()
            .header("Upload-Length", file.length)
            .queryParam("sha256", TestCines.sha256(file))
            .head("/v1/studies/" + study + "/clips")
            .then()
            .statusCode(204)
            .extract()
            .header("Upload-Offset"));
  }

  private static ValidatableResponse rest(String study, byte[] file, int offset) {
    return given()
        .contentType("application/octet-stream")
        .header("Upload-Offset", offset)
        .header("Upload-Length", file.length)
        .queryParam("sha256", TestCines.sha256(file))
        .body(Arrays.copyOfRange(file, offset, file.length))
        .post("/v1/studies/" + study + "/clips")
        .then();
  }

  @Test
  void manyStalledUploadsKeepNobodyFromBeingAnswered() throws Exception {
    byte[] file = TestCines.avi(42, 20);
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        stalled.add(begin("stalled", file, 1000, "user " + i / 25));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> blobs().stream().filter(name -> name.endsWith(".part")).count() == 250);
      HttpResponse<String> alive =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(management.resolve("/q/health/live"))
                      .timeout(Duration.ofSeconds(20))
                      .build(),
                  BodyHandlers.ofString());
      assertEquals(200, alive.statusCode());
      given().get("/v1/studies").then().statusCode(200);
      upload("other", file);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void aRefusedUploadIsAnsweredWhileItsBytesAreOnTheirWay() throws Exception {
    byte[] large = new byte[(64 << 20) + 1];
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve(path("large", large)))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofByteArray(large))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(413, refused.statusCode());
    assertTrue(refused.body().contains("TOO_LARGE"), refused.body());
  }

  @Test
  void noIdentifierReachesTheLog() throws Exception {
    byte[] file = TestCines.avi(43, 20);
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    Handler listener = listener(log);
    Logger.getLogger("").addHandler(listener);
    try {
      breakOff(CANARY, file, 1000);
      QuarkusMock.installMockForType(
          new FailingBlobs(blobs, 0, new IOException("something else")), BlobStore.class);
      post(CANARY, file, "&fileName=" + CANARY).statusCode(500).body("code", equalTo("INTERNAL"));
      assertThrows(IOException.class, () -> download(CANARY));
      // A caller sees the end of the connection before the service has logged why.
      for (String reason : List.of("something else", "halfway")) {
        await().until(() -> List.copyOf(log).stream().anyMatch(line -> line.contains(reason)));
      }
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    for (String line : log) {
      assertFalse(line.contains(CANARY), line);
    }
  }

  @Test
  void aDownloadThatBreaksOffDoesNotLookComplete() throws Exception {
    assertThrows(IOException.class, () -> download("x"));
    assertEquals(200, get(address.resolve("/test/broken-download?bytes=9")).statusCode());
  }

  @Test
  void statesWhyAFileCannotBeStored() {
    byte[] file = TestCines.avi(44, 20);
    failing(new IOException("No space left on device"));
    post("s", file, "")
        .statusCode(503)
        .body("code", equalTo("DISK_FULL"))
        .body("message", containsString("Free some space"));
    failing(new AccessDeniedException("/data"));
    post("s", file, "").statusCode(503).body("code", equalTo("DISK_READ_ONLY"));
    given()
        .get("/test/database-away")
        .then()
        .statusCode(503)
        .body("code", equalTo("DATABASE_AWAY"));
  }

  private void failing(IOException failure) {
    QuarkusMock.installMockForType(new FailingBlobs(blobs, 0, failure), BlobStore.class);
  }

  private HttpResponse<String> download(String name) throws Exception {
    return get(address.resolve("/test/broken-download?bytes=100000&name=" + name));
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String path(String study, byte[] file) {
    return "/v1/studies/" + study + "/clips?sha256=" + TestCines.sha256(file);
  }

  private static ValidatableResponse post(String study, byte[] file, String parameters) {
    return given()
        .contentType("application/octet-stream")
        .body(file)
        .post(path(study, file) + parameters)
        .then();
  }

  private void breakOff(String study, byte[] file, int bytes) throws Exception {
    Socket socket = begin(study, file, bytes, "local");
    await()
        .until(
            () ->
                blobs().stream()
                    .anyMatch(
                        name ->
                            name.endsWith(".part")
                                && blobs.resolve(name).toFile().length() == bytes));
    socket.close();
    await().until(() -> uploads.inAll() == 0);
  }

  /** Sends the head of a request, and the first bytes of its body. */
  private Socket begin(String study, byte[] file, int bytes, String user) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    String head =
        """
        POST %s&fileName=%s.avi HTTP/1.1
        Host: localhost:%d
        %s: %s
        Content-Type: application/octet-stream
        Content-Length: %d

        """
            .formatted(
                path(study, file), study, address.getPort(), LocalUser.HEADER, user, file.length);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(file, 0, bytes);
    socket.getOutputStream().flush();
    return socket;
  }

  private static Handler listener(List<String> log) {
    ExtFormatter formatter = new PatternFormatter("%c %m %e");
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        log.add(formatter.format(record));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
