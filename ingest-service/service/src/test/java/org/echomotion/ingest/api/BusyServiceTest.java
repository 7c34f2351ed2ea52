package org.echomotion.ingest.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.junit.jupiter.api.Test;

/** Uploads to a service that cannot write their bytes yet. */
@QuarkusTest
class BusyServiceTest extends IngestServiceTestCase {

  private static final int MIB = 1 << 20;
  private static final int LENGTH = 60 * MIB;

  /** Two parts, and what is between the caller and the service. */
  private static final int MOST_IN_MEMORY = 8 * MIB;

  @Test
  void anUploadWaitsInsteadOfFillingTheMemory() throws Exception {
    byte[] file = new byte[LENGTH];
    new Random(5).nextBytes(file);
    Answer answer = new Answer();
    var upload =
        (ClientCallStreamObserver<UploadClipRequest>)
            IngestServiceGrpc.newStub(channel).uploadClip(answer);
    int sent;
    try (Connection connection = studyStore.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // An upload begins with a question to this table.
      statement.execute("lock table ingest.clip in access exclusive mode");
      upload.onNext(UploadClipRequest.newBuilder().setHeader(header("busy", file)).build());
      sent = send(upload, file, 0);
      assertTrue(sent > 0);
      connection.rollback();
    }
    assertTrue(sent <= MOST_IN_MEMORY, "bytes that the service has taken: " + sent);
    while (sent < LENGTH) {
      await().atMost(Duration.ofMinutes(1)).until(upload::isReady);
      sent = send(upload, file, sent);
    }
    upload.onCompleted();
    assertEquals("UNKNOWN_FORMAT", code(assertThrows(StatusRuntimeException.class, answer::await)));
  }

  @Test
  void refusedUploadsLeaveTheConnectionToOthers() throws Exception {
    byte[] tooLong = new byte[32 * MIB];
    for (int i = 0; i < 8; i++) {
      Answer answer = new Answer();
      var upload =
          (ClientCallStreamObserver<UploadClipRequest>)
              IngestServiceGrpc.newStub(channel).uploadClip(answer);
      upload.onNext(
          UploadClipRequest.newBuilder()
              .setHeader(header("refused", tooLong).setLengthBytes(MIB))
              .build());
      send(upload, tooLong, 0);
      assertEquals(
          "CONTENT_MISMATCH", code(assertThrows(StatusRuntimeException.class, answer::await)));
    }
    upload("next", TestCines.avi(80, 6));
  }

  /** Sends while the service takes bytes; returns when it has taken none for a second. */
  private static int send(ClientCallStreamObserver<UploadClipRequest> upload, byte[] file, int from)
      throws InterruptedException {
    int sent = from;
    for (int pauses = 0; pauses < 100 && sent < file.length; pauses++) {
      while (upload.isReady() && sent < file.length) {
        upload.onNext(
            UploadClipRequest.newBuilder().setChunk(ByteString.copyFrom(file, sent, MIB)).build());
        sent += MIB;
        pauses = 0;
      }
      Thread.sleep(10);
    }
    return sent;
  }
}
