package org.echomotion.ingest.api;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;

/** A caller of {@code StreamFrames} with its own connection. It reads only what a test asks for. */
final class FrameReader extends ClientCall.Listener<StreamFramesResponse> implements AutoCloseable {

  final List<StreamFramesResponse> messages = new CopyOnWriteArrayList<>();
  final CompletableFuture<Status> ended = new CompletableFuture<>();

  private final ManagedChannel connection;
  private final ClientCall<StreamFramesRequest, StreamFramesResponse> call;

  FrameReader(int port, String clipId) {
    connection = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    call = connection.newCall(IngestServiceGrpc.getStreamFramesMethod(), CallOptions.DEFAULT);
    call.start(this, new Metadata());
    call.sendMessage(StreamFramesRequest.newBuilder().setClipId(clipId).build());
    call.halfClose();
  }

  void read(int count) {
    call.request(count);
  }

  /** Watches a study on the same connection. Returns how that ends. */
  CompletableFuture<Status> watch(String study) {
    CompletableFuture<Status> end = new CompletableFuture<>();
    IngestServiceGrpc.newStub(connection)
        .watchStudy(
            WatchStudyRequest.newBuilder().setStudyKey(study).build(),
            new StreamObserver<>() {
              @Override
              public void onNext(WatchStudyResponse state) {}

              @Override
              public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
              }

              @Override
              public void onCompleted() {
                end.complete(Status.OK);
              }
            });
    return end;
  }

  /** Cancels the call. */
  void giveUp() {
    call.cancel("the caller gives up", null);
  }

  /** Reads one frame on the same connection. */
  Status.Code readOneFrame(String clipId) {
    StreamFramesRequest request =
        StreamFramesRequest.newBuilder().setClipId(clipId).setFrameCount(1).build();
    return IngestServiceGrpc.newBlockingStub(connection).streamFrames(request).hasNext()
        ? Status.Code.OK
        : Status.Code.UNKNOWN;
  }

  @Override
  public void onMessage(StreamFramesResponse message) {
    messages.add(message);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ended.complete(status);
  }

  @Override
  public void close() {
    connection.shutdownNow();
  }
}
