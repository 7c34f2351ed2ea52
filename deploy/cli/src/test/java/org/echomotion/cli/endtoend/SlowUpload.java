package org.echomotion.cli.endtoend;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;

/** A client that uploads a cine over a slow line and watches its study meanwhile. */
final class SlowUpload implements AutoCloseable {

  private static final int PARTS = 30;
  private static final long PAUSE_MILLIS = 100;

  /** Shown by then are some beats; a loaded machine may take its time to read them. */
  private static final int PARTS_BEFORE_A_RESULT = 24;

  private final ManagedChannel channel;
  private final CompletableFuture<UploadClipResponse> answer = new CompletableFuture<>();

  SlowUpload(int port) {
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /**
   * What the watcher saw.
   *
   * @param duringUpload results that came while a fifth of the bytes was still to be sent
   * @param all every message, in order
   */
  record Seen(
      List<WatchEjectionFractionResponse> duringUpload, List<WatchEjectionFractionResponse> all) {}

  Seen send(Path cine, String study) throws Exception {
    byte[] bytes = Files.readAllBytes(cine);
    StreamObserver<UploadClipRequest> upload =
        IngestServiceGrpc.newStub(channel).uploadClip(new Answer());
    upload.onNext(UploadClipRequest.newBuilder().setHeader(header(bytes, study)).build());
    List<WatchEjectionFractionResponse> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> watching =
        CompletableFuture.runAsync(() -> watch(study).forEachRemaining(seen::add));
    int part = bytes.length / PARTS;
    int sent = 0;
    for (int i = 0; i < PARTS_BEFORE_A_RESULT; i++) {
      upload.onNext(chunk(bytes, sent, sent + part));
      sent += part;
      // Not a wait for anything: the line is slow.
      Thread.sleep(PAUSE_MILLIS);
    }
    Eventually.holds("a result is there", () -> !seen.isEmpty());
    List<WatchEjectionFractionResponse> during = List.copyOf(seen);
    upload.onNext(chunk(bytes, sent, bytes.length));
    upload.onCompleted();
    answer.get(60, TimeUnit.SECONDS);
    watching.get(120, TimeUnit.SECONDS);
    return new Seen(during, List.copyOf(seen));
  }

  /** What is stored for the study's one clip. */
  EjectionFraction stored(String study) {
    return EjectionFractionServiceGrpc.newBlockingStub(channel)
        .getEjectionFraction(
            GetEjectionFractionRequest.newBuilder().setStudyKey(study).setIncludePoor(true).build())
        .getResults(0);
  }

  /** The header is on its way: until it is there, there is no such study. */
  private Iterator<WatchEjectionFractionResponse> watch(String study) {
    WatchEjectionFractionRequest request =
        WatchEjectionFractionRequest.newBuilder().setStudyKey(study).setIncludePoor(true).build();
    for (int tries = 0; ; tries++) {
      try {
        Iterator<WatchEjectionFractionResponse> messages =
            EjectionFractionServiceGrpc.newBlockingStub(channel).watchEjectionFraction(request);
        messages.hasNext();
        return messages;
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.NOT_FOUND || tries > 100) {
          throw e;
        }
      }
    }
  }

  private static UploadClipHeader header(byte[] bytes, String study) throws Exception {
    return UploadClipHeader.newBuilder()
        .setStudyKey(study)
        .setFileName("cine.avi")
        .setLengthBytes(bytes.length)
        .setSha256(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .setView(View.VIEW_A4C)
        .build();
  }

  private static UploadClipRequest chunk(byte[] bytes, int from, int to) {
    return UploadClipRequest.newBuilder()
        .setChunk(ByteString.copyFrom(bytes, from, to - from))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private final class Answer implements StreamObserver<UploadClipResponse> {

    @Override
    public void onNext(UploadClipResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      // The answer came before.
    }
  }
}
