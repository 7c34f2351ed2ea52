package org.echomotion.cli.client;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceStub;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.jspecify.annotations.Nullable;

/** One UploadClip call. The file is read only as fast as the connection can send it. */
final class CineUpload implements ClientResponseObserver<UploadClipRequest, UploadClipResponse> {

  private static final int CHUNK = 1 << 20;

  private final IngestServiceStub stub;
  private @Nullable ClientCallStreamObserver<UploadClipRequest> request;
  private @Nullable UploadClipResponse response;
  private @Nullable Throwable failure;
  private boolean ended;
  private boolean connected;

  CineUpload(IngestServiceStub stub) {
    this.stub = stub;
  }

  /**
   * Sends one file.
   *
   * @throws StatusRuntimeException with a status of UploadClip
   */
  UploadClipResponse send(UploadClipHeader header, InputStream bytes, Consumer<Long> sent)
      throws IOException, InterruptedException {
    stub.uploadClip(this);
    // The stub has called beforeStart, which sets the request.
    ClientCallStreamObserver<UploadClipRequest> call = Objects.requireNonNull(request);
    try {
      call.onNext(UploadClipRequest.newBuilder().setHeader(header).build());
      long total = 0;
      byte[] chunk = bytes.readNBytes(CHUNK);
      while (chunk.length > 0 && awaitReady(call)) {
        call.onNext(UploadClipRequest.newBuilder().setChunk(ByteString.copyFrom(chunk)).build());
        total += chunk.length;
        sent.accept(total);
        chunk = bytes.readNBytes(CHUNK);
      }
      if (!hasEnded()) {
        call.onCompleted();
      }
      return awaitResponse();
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (!hasEnded()) {
        call.cancel("the upload was cancelled", e);
      }
      throw e;
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<UploadClipRequest> call) {
    request = call;
    call.setOnReadyHandler(this::ready);
  }

  private synchronized void ready() {
    connected = true;
    notifyAll();
  }

  /** Returns whether there was a connection to the server. */
  synchronized boolean wasConnected() {
    return connected;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Returns false if the server has answered before the whole file was sent. */
  private synchronized boolean awaitReady(ClientCallStreamObserver<UploadClipRequest> call)
      throws InterruptedException {
    while (!ended && !call.isReady()) {
      wait();
    }
    return !ended;
  }

  private synchronized UploadClipResponse awaitResponse() throws InterruptedException {
    while (!ended) {
      wait();
    }
    if (failure != null) {
      throw Status.fromThrowable(failure).asRuntimeException(Status.trailersFromThrowable(failure));
    }
    if (response == null) {
      throw Status.INTERNAL.withDescription("the server did not answer").asRuntimeException();
    }
    return response;
  }

  @Override
  public synchronized void onNext(UploadClipResponse value) {
    response = value;
  }

  @Override
  public synchronized void onError(Throwable cause) {
    failure = cause;
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized void onCompleted() {
    ended = true;
    notifyAll();
  }
}
