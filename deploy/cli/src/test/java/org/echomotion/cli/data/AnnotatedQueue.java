package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.ListFramesResponse;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.ReviewServiceGrpc;

/** A server that returns a test's annotated frames in pages of two. */
final class AnnotatedQueue implements AutoCloseable {

  final List<QueuedFrame> frames = new ArrayList<>();
  private final Server server;

  AnnotatedQueue(BindableService... others) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Review());
    for (BindableService other : others) {
      builder.addService(other);
    }
    server = builder.build().start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Review extends ReviewServiceGrpc.ReviewServiceImplBase {

    @Override
    public void listFrames(ListFramesRequest request, StreamObserver<ListFramesResponse> response) {
      assertEquals(FrameState.FRAME_STATE_DONE, request.getState());
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(from + 2, frames.size());
      response.onNext(
          ListFramesResponse.newBuilder()
              .addAllFrames(frames.subList(from, to))
              .setNextPageToken(to < frames.size() ? Integer.toString(to) : "")
              .build());
      response.onCompleted();
    }
  }
}
