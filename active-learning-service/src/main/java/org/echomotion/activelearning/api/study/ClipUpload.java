package org.echomotion.activelearning.api.study;

import com.google.protobuf.ByteString;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceStub;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.jspecify.annotations.Nullable;

/** One UploadClip call. The file is read only as fast as ingest-service takes it. */
final class ClipUpload implements ClientResponseObserver<UploadClipRequest, UploadClipResponse> {

  private static final int CHUNK = 1 << 18;

  private final CompletableFuture<UploadClipResponse> answer = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<UploadClipRequest> request;

  /**
   * Sends a file. Returns when it is sent, or as soon as ingest-service refuses it.
   *
   * @return the answer, or a {@link io.grpc.StatusRuntimeException}
   * @throws IOException if the file cannot be read to its end; the upload is cancelled then
   * @throws InterruptedException if the thread is interrupted; the upload is cancelled then
   */
  CompletableFuture<UploadClipResponse> send(
      IngestServiceStub ingest, UploadClipHeader header, InputStream file)
      throws IOException, InterruptedException {
    ingest.uploadClip(this);
    // The stub has called beforeStart, which sets the request.
    ClientCallStreamObserver<UploadClipRequest> call = Objects.requireNonNull(request);
    try {
      call.onNext(UploadClipRequest.newBuilder().setHeader(header).build());
      byte[] chunk = file.readNBytes(CHUNK);
      while (chunk.length > 0 && awaitReady(call)) {
        call.onNext(UploadClipRequest.newBuilder().setChunk(ByteString.copyFrom(chunk)).build());
        chunk = file.readNBytes(CHUNK);
      }
      if (!answer.isDone()) {
        call.onCompleted();
      }
      return answer;
    } catch (IOException | InterruptedException | RuntimeException e) {
      call.cancel("the upload broke off", e);
      throw e;
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<UploadClipRequest> call) {
    request = call;
    call.setOnReadyHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Returns false if the service has answered before the whole file was sent. */
  private synchronized boolean awaitReady(ClientCallStreamObserver<UploadClipRequest> call)
      throws InterruptedException {
    while (!answer.isDone() && !call.isReady()) {
      wait();
    }
    return !answer.isDone();
  }

  @Override
  public void onNext(UploadClipResponse value) {
    answer.complete(value);
    wake();
  }

  @Override
  public void onError(Throwable cause) {
    answer.completeExceptionally(cause);
    wake();
  }

  @Override
  public void onCompleted() {
    // The answer came before.
  }
}
