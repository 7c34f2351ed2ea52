package org.echomotion.activelearning.api.study;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceStub;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/**
 * One UploadClip call. The file is read only as fast as ingest-service takes it, and no thread
 * waits for either.
 */
final class ClipUpload implements ClientResponseObserver<UploadClipRequest, UploadClipResponse> {

  private final CompletableFuture<UploadClipResponse> answer = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<UploadClipRequest> request;
  private Flow.@Nullable Subscription file;
  private boolean partIsAsked;

  /**
   * Sends a file.
   *
   * @param parts the file; if it fails, the upload is cancelled
   * @return the answer; a {@link io.grpc.StatusRuntimeException}; or an {@link EchoMotionException}
   *     {@code UPLOAD_BROKEN} if the file cannot be read to its end
   */
  CompletableFuture<UploadClipResponse> send(
      IngestServiceStub ingest, UploadClipHeader header, Multi<byte[]> parts) {
    ingest.uploadClip(this);
    call().onNext(UploadClipRequest.newBuilder().setHeader(header).build());
    parts.subscribe().withSubscriber(new Parts());
    return answer;
  }

  /** The stub has called beforeStart, which sets the call. */
  private ClientCallStreamObserver<UploadClipRequest> call() {
    return Objects.requireNonNull(request);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<UploadClipRequest> call) {
    request = call;
    call.setOnReadyHandler(this::askForPart);
  }

  /** Asks for the next part of the file if ingest-service can take it. */
  private void askForPart() {
    Flow.@Nullable Subscription asked = null;
    synchronized (this) {
      if (file != null && !partIsAsked && !answer.isDone() && call().isReady()) {
        partIsAsked = true;
        asked = file;
      }
    }
    if (asked != null) {
      asked.request(1);
    }
  }

  @Override
  public void onNext(UploadClipResponse value) {
    answer.complete(value);
  }

  @Override
  public void onError(Throwable cause) {
    answer.completeExceptionally(cause);
  }

  @Override
  public void onCompleted() {
    // The answer came before.
  }

  /** Passes the parts of the file on. */
  private final class Parts implements MultiSubscriber<byte[]> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      synchronized (ClipUpload.this) {
        file = subscription;
      }
      askForPart();
    }

    @Override
    public void onItem(byte[] part) {
      if (answer.isDone()) {
        return;
      }
      ByteString chunk = UnsafeByteOperations.unsafeWrap(part);
      call().onNext(UploadClipRequest.newBuilder().setChunk(chunk).build());
      synchronized (ClipUpload.this) {
        partIsAsked = false;
      }
      askForPart();
    }

    @Override
    public void onFailure(Throwable failure) {
      if (answer.completeExceptionally(
          new EchoMotionException(failure, ActiveLearningError.UPLOAD_BROKEN))) {
        call().cancel("the upload broke off", failure);
      }
    }

    @Override
    public void onCompletion() {
      if (!answer.isDone()) {
        call().onCompleted();
      }
    }
  }
}
