package org.echomotion.ingest.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.error.RetryHint;
import org.echomotion.ingest.store.Backlog;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.junit.jupiter.api.Test;

/** Uploads beyond the limits of rate and number. */
@QuarkusTest
@TestProfile(UploadLimitsTest.Small.class)
class UploadLimitsTest extends IngestServiceTestCase {

  private static final int UPLOADS = 3;
  private static final int CLIPS = 4;

  /** Small limits. */
  public static class Small implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "echomotion.ingest.max-uploads-per-caller", String.valueOf(UPLOADS),
          "echomotion.ingest.max-waiting-clips-per-tenant", String.valueOf(CLIPS));
    }
  }

  @Inject ArrivingUploads uploads;
  @Inject Backlog backlog;
  @Inject Actors actors;

  @Test
  void clipsThatWaitAreLimitedUntilTheyAreSegmented() throws Exception {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      clips.add(upload("full", TestCines.avi(50 + i, 6)).getClip());
    }
    assertEquals(CLIPS, actors.as(Actor.LOCAL, backlog::ofTenant));
    assertEquals(CLIPS, backlog.inAll());
    byte[] next = TestCines.avi(59, 6);
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> upload("full", next));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals("BACKLOG_FULL", code(refused));
    assertEquals(Optional.of(Duration.ofSeconds(30)), RetryHint.of(refused));
    assertEquals(
        "4 clips wait for their analysis, and no more are accepted now. Try again in a while.",
        refused.getStatus().getDescription());
    post(next).statusCode(429).header("Retry-After", "30").body("code", equalTo("BACKLOG_FULL"));
    // No byte of a refused file is read: a client that asks first sends none.
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      head(socket, next, "Expect: 100-continue\n");
      assertTrue(line(socket).startsWith("HTTP/1.1 429"));
    }
    Clip segmented = clips.get(0);
    send(
        IngestChannels.PROGRESS,
        "clip.segmented",
        segmented.getStudyId(),
        ClipSegmented.newBuilder()
            .setStudyId(segmented.getStudyId())
            .setClipId(segmented.getClipId())
            .build()
            .toByteArray());
    await().until(() -> backlog.inAll() == CLIPS - 1);
    upload("full", next);
  }

  @Test
  void uploadsOfACallerAreLimited() throws Exception {
    byte[] file = TestCines.avi(60, 6);
    List<ClientCallStreamObserver<UploadClipRequest>> open = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      var upload =
          (ClientCallStreamObserver<UploadClipRequest>)
              IngestServiceGrpc.newStub(channel).uploadClip(new Answer());
      upload.onNext(UploadClipRequest.newBuilder().setHeader(header("many", file).build()).build());
      open.add(upload);
    }
    await().until(() -> blobs().size() == UPLOADS);
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> upload("many", file));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals("TOO_MANY_UPLOADS", code(refused));
    assertEquals(Optional.of(Duration.ofSeconds(5)), RetryHint.of(refused));
    post(file).statusCode(429).body("code", equalTo("TOO_MANY_UPLOADS"));
    given()
        .header("echomotion-user", "another")
        .contentType("application/octet-stream")
        .body(file)
        .post("/v1/studies/many/clips?sha256=" + TestCines.sha256(file))
        .then()
        .statusCode(200);
    open.forEach(upload -> upload.cancel("done", null));
    await().until(() -> blobs().stream().noneMatch(name -> name.endsWith(".part")));
    upload("many", file);
  }

  @Test
  void anUploadThatStallsEndsAndIsKept() throws Exception {
    byte[] file = TestCines.avi(61, 40);
    Answer answer = new Answer();
    var upload = IngestServiceGrpc.newStub(channel).uploadClip(answer);
    upload.onNext(UploadClipRequest.newBuilder().setHeader(header("slow", file).build()).build());
    upload.onNext(
        UploadClipRequest.newBuilder().setChunk(ByteString.copyFrom(file, 0, 2000)).build());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      head(socket, file, "");
      socket.getOutputStream().write(file, 0, 1000);
      socket.getOutputStream().flush();
      await().until(() -> partBytes() == 3000);
      uploads.endStalled(System.nanoTime() + Duration.ofSeconds(31).toNanos());
      assertTrue(line(socket).startsWith("HTTP/1.1 408"));
      // The service closes the connection, because the rest of the body may never come.
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(rest.contains("UPLOAD_STALLED"), rest);
    }
    StatusRuntimeException stalled = assertThrows(StatusRuntimeException.class, answer::await);
    assertEquals(Status.Code.DEADLINE_EXCEEDED, stalled.getStatus().getCode());
    assertEquals("UPLOAD_STALLED", code(stalled));
    assertEquals(3000, partBytes());
  }

  private long partBytes() throws IOException {
    return blobs().stream()
        .filter(name -> name.endsWith(".part"))
        .mapToLong(name -> blobs.resolve(name).toFile().length())
        .sum();
  }

  private static ValidatableResponse post(byte[] file) {
    return given()
        .contentType("application/octet-stream")
        .body(file)
        .post("/v1/studies/many/clips?sha256=" + TestCines.sha256(file))
        .then();
  }

  private void head(Socket socket, byte[] file, String more) throws Exception {
    String head =
        """
        POST /v1/studies/slow/clips?sha256=%s HTTP/1.1
        Host: localhost:%d
        Content-Type: application/octet-stream
        Content-Length: %d
        %s
        """
            .formatted(TestCines.sha256(file), address.getPort(), file.length, more);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String line(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
