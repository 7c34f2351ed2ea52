package org.echomotion.activelearning.api;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;

/** A segmentation-service that holds the clips a test gives it, two frames a page. */
public class SegmentationPeer implements QuarkusTestResourceLifecycleManager {

  static final Map<String, List<FrameSegmentation>> CLIPS = new ConcurrentHashMap<>();

  private Server server;

  @Override
  public Map<String, String> start() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(new Pages())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("quarkus.grpc.clients.segmentation.test-port", String.valueOf(server.getPort()));
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }

  private static final class Pages extends SegmentationServiceGrpc.SegmentationServiceImplBase {

    @Override
    public void listFrameSegmentations(
        ListFrameSegmentationsRequest request,
        StreamObserver<ListFrameSegmentationsResponse> answers) {
      List<FrameSegmentation> frames = CLIPS.get(request.getClipId());
      if (frames == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(from + 2, frames.size());
      answers.onNext(
          ListFrameSegmentationsResponse.newBuilder()
              .addAllFrames(frames.subList(from, to))
              .setNextPageToken(to < frames.size() ? String.valueOf(to) : "")
              .build());
      answers.onCompleted();
    }
  }
}
