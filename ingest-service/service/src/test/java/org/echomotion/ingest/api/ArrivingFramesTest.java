package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ArrivingFramesTest extends IngestServiceTestCase {

  @Test
  void sendsTheFramesOfAnUploadWhileItIsUnderWay() {
    byte[] file = TestCines.avi(5, 60);
    Answer answer = new Answer();
    StreamObserver<UploadClipRequest> upload = start("live", file, View.VIEW_A2C, answer);
    send(upload, file, 0, file.length / 2);

    Iterator<StreamArrivingFramesResponse> frames = listen("live");
    StreamArrivingFramesResponse first = frames.next();
    assertFalse(answer.future.isDone());
    assertEquals(0, first.getFirstFrame());
    assertTrue(first.getFrameCount() >= 8 && first.getFrameCount() <= 30);
    assertEquals(112 * 112 * first.getFrameCount(), first.getPixels().size());
    assertEquals(View.VIEW_A2C, first.getView());
    assertEquals(50, first.getFrameRateHz(), 0.01);
    assertFalse(first.hasMmPerWorkingPixel());
    assertEquals("v1", first.getPreprocessingVersion());

    send(upload, file, file.length / 2, file.length * 3 / 4);
    StreamArrivingFramesResponse second = frames.next();
    assertEquals(first.getFrameCount(), second.getFirstFrame());

    send(upload, file, file.length * 3 / 4, file.length);
    upload.onCompleted();
    assertEquals(60, answer.await().getClip().getFrameCount());
    int sent = second.getFirstFrame() + second.getFrameCount();
    while (frames.hasNext()) {
      StreamArrivingFramesResponse next = frames.next();
      assertEquals(sent, next.getFirstFrame());
      sent += next.getFrameCount();
    }
    // What came last may not have been read before the upload was over.
    assertTrue(sent <= 60, sent + " frames");
  }

  @Test
  void decodesOnceForAllListenersAndSendsEachTheSameFrames() throws Exception {
    byte[] file = TestCines.avi(8, 60);
    Answer answer = new Answer();
    StreamObserver<UploadClipRequest> upload = start("live", file, View.VIEW_A2C, answer);
    int half = file.length / 2;
    send(upload, file, 0, half);
    awaitBytes(half);
    CountedFrameMemory.SHARES.set(0);
    List<Iterator<StreamArrivingFramesResponse>> listeners = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      listeners.add(listen("live"));
    }
    List<List<StreamArrivingFramesResponse>> received = new ArrayList<>();
    for (Iterator<StreamArrivingFramesResponse> listener : listeners) {
      received.add(new ArrayList<>(List.of(listener.next())));
    }
    assertEquals(1, CountedFrameMemory.SHARES.get(), "decodes of the first half");

    send(upload, file, half, file.length * 3 / 4);
    for (int i = 0; i < listeners.size(); i++) {
      received.get(i).add(listeners.get(i).next());
    }
    Iterator<StreamArrivingFramesResponse> late = listen("live");
    received.add(List.of(late.next(), late.next()));
    assertEquals(2, CountedFrameMemory.SHARES.get(), "decodes of three quarters");
    assertEquals(1, received.stream().distinct().count());
    assertEquals(0, received.get(0).get(0).getFirstFrame());
    assertEquals(received.get(0).get(0).getFrameCount(), received.get(0).get(1).getFirstFrame());

    upload.onError(Status.CANCELLED.asException());
    for (Iterator<StreamArrivingFramesResponse> listener : listeners) {
      assertFalse(listener.hasNext());
    }
    assertFalse(late.hasNext());
    // Only what has arrived is left, because the upload may be continued.
    Awaitility.await().until(() -> blobs().size() == 1);
  }

  @Test
  void sendsNothingOfABiplaneCine() {
    byte[] file = TestCines.biplaneAvi(5, 60);
    Answer answer = new Answer();
    StreamObserver<UploadClipRequest> upload =
        start("biplane", file, View.VIEW_UNSPECIFIED, answer);
    int half = file.length / 2;
    send(upload, file, 0, half);
    awaitBytes(half);
    List<StreamArrivingFramesResponse> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> listening =
        CompletableFuture.runAsync(
            () ->
                service()
                    .streamArrivingFrames(
                        StreamArrivingFramesRequest.newBuilder().setStudyKey("biplane").build())
                    .forEachRemaining(seen::add));
    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .until(() -> seen.isEmpty() && !listening.isDone());
    send(upload, file, half, file.length);
    upload.onCompleted();
    assertTrue(answer.await().hasSecondPlane());
    listening.join();
    assertEquals(List.of(), seen);
  }

  @Test
  void saysThatNothingIsBeingUploaded() {
    upload("finished", TestCines.avi(6, 10));
    for (String study : new String[] {"finished", "never-heard-of"}) {
      StatusRuntimeException failure =
          assertThrows(StatusRuntimeException.class, () -> listen(study).next());
      assertEquals(Status.Code.NOT_FOUND, failure.getStatus().getCode());
      assertEquals("NO_UPLOAD", code(failure));
    }
  }

  @Test
  void endsWhenTheUploadBreaksOff() throws Exception {
    byte[] file = TestCines.avi(7, 40);
    StreamObserver<UploadClipRequest> upload =
        start("broken", file, View.VIEW_UNSPECIFIED, new Answer());
    send(upload, file, 0, file.length / 2);
    Iterator<StreamArrivingFramesResponse> frames = listen("broken");
    assertTrue(frames.hasNext());
    frames.next();
    upload.onError(Status.CANCELLED.asException());
    assertFalse(frames.hasNext());
    assertEquals(0, count("ingest.study"));
  }

  private void awaitBytes(long count) {
    Awaitility.await()
        .until(() -> blobs().size() == 1 && Files.size(blobs.resolve(blobs().get(0))) == count);
  }

  private StreamObserver<UploadClipRequest> start(
      String study, byte[] file, View view, Answer answer) {
    StreamObserver<UploadClipRequest> upload =
        IngestServiceGrpc.newStub(channel)
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .uploadClip(answer);
    UploadClipHeader header = header(study, file).setView(view).build();
    upload.onNext(UploadClipRequest.newBuilder().setHeader(header).build());
    return upload;
  }

  private static void send(
      StreamObserver<UploadClipRequest> upload, byte[] file, int from, int to) {
    ByteString part = ByteString.copyFrom(file, from, to - from);
    upload.onNext(UploadClipRequest.newBuilder().setChunk(part).build());
  }

  /** Waits for the header to have been read. */
  private Iterator<StreamArrivingFramesResponse> listen(String study) {
    StreamArrivingFramesRequest request =
        StreamArrivingFramesRequest.newBuilder().setStudyKey(study).build();
    if (study.equals("live") || study.equals("broken")) {
      return Awaitility.await()
          .ignoreExceptions()
          .until(
              () -> {
                Iterator<StreamArrivingFramesResponse> frames =
                    service().streamArrivingFrames(request);
                frames.hasNext();
                return frames;
              },
              frames -> true);
    }
    return service().streamArrivingFrames(request);
  }
}
