package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.Test;

/** Uploads of cines on the workbench. */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class StudyUploadTest {

  private static final String HASH = "ab".repeat(32);

  @TestHTTPResource URI address;

  private static String path(String study, String parameters) {
    return "/v1/workbench/studies/" + study + "/clips?sha256=" + HASH + parameters;
  }

  private static byte[] file(int length) {
    byte[] file = new byte[length];
    new Random(length).nextBytes(file);
    return file;
  }

  private static ValidatableResponse upload(String path, byte[] file) {
    return given().contentType("application/octet-stream").body(file).post(path).then();
  }

  @Test
  void passesAFileOnByteForByte() {
    byte[] file = file(3_000_001);
    upload(path("bytes", "&fileName=a b.avi&view=a2c&otherModality=true"), file)
        .statusCode(200)
        .contentType("application/json")
        .body("clip.studyKey", equalTo("bytes"))
        .body("clip.sha256", equalTo(HASH))
        .body("alreadyKnown", equalTo(false));
    IngestPeer.Received received = IngestPeer.RECEIVED.get("bytes");
    assertArrayEquals(file, received.file().toByteArray());
    assertEquals(
        UploadClipHeader.newBuilder()
            .setStudyKey("bytes")
            .setLengthBytes(file.length)
            .setSha256(HASH)
            .setFileName("a b.avi")
            .setView(View.VIEW_A2C)
            .setOtherModality(true)
            .build(),
        received.header());
    upload(path("bytes", ""), file).statusCode(200);
    assertEquals(View.VIEW_UNSPECIFIED, IngestPeer.RECEIVED.get("bytes").header().getView());
  }

  @Test
  void passesRefusalsOn() throws Exception {
    upload(path("view", "&view=PLAX"), file(10))
        .statusCode(400)
        .body("code", equalTo("BAD_REQUEST"))
        .body("message", containsString("the view must be A4C or A2C"));
    assertFalse(IngestPeer.RECEIVED.containsKey("view"));
    // Refused while the file is on its way.
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve(path("large", "")))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofByteArray(new byte[(32 << 20) + 1]))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(413, refused.statusCode());
    assertEquals("{\"code\":\"TOO_LARGE\",\"message\":\"The cine is too large.\"}", refused.body());
  }

  @Test
  void passesOnWhenToTryAgain() {
    upload(path("busy", ""), file(10))
        .statusCode(429)
        .header("Retry-After", "30")
        .body("code", equalTo("BACKLOG_FULL"))
        .body("message", equalTo("500 clips wait."));
  }

  @Test
  void stalledUploadsTakeNoThreads() throws IOException {
    List<Socket> stalled = new ArrayList<>();
    try {
      // More than there are worker threads.
      for (int i = 0; i < 250; i++) {
        Socket socket = post("stalls" + i, 100);
        socket.getOutputStream().write(1);
        socket.getOutputStream().flush();
        stalled.add(socket);
      }
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () ->
                  IngestPeer.BEGUN.stream().filter(key -> key.startsWith("stalls")).count() == 250);
      upload(path("between", ""), file(10)).statusCode(200);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void refusesABodyOfUnknownLengthAtItsEnd() throws Exception {
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve(path("chunked", "")))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file(1000))))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("CONTENT_MISMATCH"), refused.body());
  }

  @Test
  void keepsTheBeginningOfAnUploadThatBreaksOff() throws IOException {
    try (Socket socket = post("breaks", 1 << 20)) {
      socket.getOutputStream().write(file(600_000));
      socket.getOutputStream().flush();
      await().atMost(20, TimeUnit.SECONDS).until(() -> IngestPeer.BEGUN.contains("breaks"));
    }
    await().atMost(20, TimeUnit.SECONDS).until(() -> IngestPeer.BROKEN_OFF.containsKey("breaks"));
    assertFalse(IngestPeer.RECEIVED.containsKey("breaks"));
    int received = IngestPeer.BROKEN_OFF.get("breaks").size();
    assertTrue(received <= 600_000);
    given()
        .header("Upload-Length", 1 << 20)
        .head(path("breaks", ""))
        .then()
        .statusCode(204)
        .header("Upload-Offset", Integer.toString(received));
  }

  @Test
  void sendsTheRestOfAFile() {
    byte[] file = file(1_000_000);
    IngestPeer.BROKEN_OFF.put("rest", ByteString.copyFrom(file, 0, 400_000));
    given()
        .contentType("application/octet-stream")
        .header("Upload-Offset", 400_000)
        .header("Upload-Length", file.length)
        .body(Arrays.copyOfRange(file, 400_000, file.length))
        .post(path("rest", ""))
        .then()
        .statusCode(200);
    assertArrayEquals(file, IngestPeer.RECEIVED.get("rest").file().toByteArray());
  }

  @Test
  void readsNoFasterThanIngestServiceDoes() throws Exception {
    byte[] file = file(30 << 20);
    AtomicLong sent = new AtomicLong();
    try (Socket socket = post("waits", file.length)) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  OutputStream out = socket.getOutputStream();
                  for (int from = 0; from < file.length; from += 1 << 16) {
                    out.write(file, from, Math.min(1 << 16, file.length - from));
                    sent.set(from);
                  }
                  out.flush();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      // Sockets have buffers, too.
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> sent.get() < 20 << 20);
      IngestPeer.GO_ON.release();
      sending.get(30, TimeUnit.SECONDS);
      await().atMost(30, TimeUnit.SECONDS).until(() -> IngestPeer.RECEIVED.containsKey("waits"));
    }
    assertArrayEquals(file, IngestPeer.RECEIVED.get("waits").file().toByteArray());
  }

  /** Begins a request with a body of this length. */
  private Socket post(String study, int length) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket
        .getOutputStream()
        .write(
            """
            POST %s HTTP/1.1
            Host: localhost:%d
            Content-Type: application/octet-stream
            Content-Length: %d

            """
                .formatted(path(study, ""), address.getPort(), length)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
